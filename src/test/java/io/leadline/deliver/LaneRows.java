package io.leadline.deliver;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lanes as they are stored. */
final class LaneRows {
  private LaneRows() {}

  record Row(String lane, @Nullable String claim) {}

  static List<Row> read(Path folder) {
    var rows = new ArrayList<Row>();
    try (var db = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("t.db"));
        var statement = db.createStatement();
        var found = statement.executeQuery("select lane, claim from lane")) {
      while (found.next()) {
        rows.add(new Row(found.getString(1), found.getString(2)));
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
    return rows;
  }
}
