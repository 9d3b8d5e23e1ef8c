package io.leadline.cli;

import io.leadline.event.ConnectionName;
import io.leadline.event.Documents;
import io.leadline.event.FieldCatalogue;
import io.leadline.event.FieldCatalogue.OwnFields;
import io.leadline.journal.Journal;
import io.leadline.journal.NoJournal;
import io.leadline.mapping.MappingSchema;
import io.leadline.mapping.cases.CaseSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "schema",
    mixinStandardHelpOptions = true,
    description = {
      "Write the JSON Schemas by which an editor completes and checks mapping files while you type.",
      "They hold the CRM's fields, with your organisation's own where ./leadline fields has asked"
          + " for them, and the names of crm-values.yaml: run it again when these have changed."
    })
final class SchemaCommand implements Callable<Integer> {
  private final Program program;

  @Parameters(arity = "0..1", paramLabel = "FOLDER", defaultValue = "mappings")
  private Path folder = Path.of("mappings");

  @Option(
      names = "--connection",
      description = "With the fields of this CRM account. Default: the first there is.")
  private @Nullable ConnectionName connection;

  SchemaCommand(Program program) {
    this.program = program;
  }

  @Override
  public Integer call() {
    MappingsToCheck mappings = MappingsToCheck.in(folder, program);
    ConnectionName name = connection == null ? FieldsKnown.connections(program).get(0) : connection;
    FieldCatalogue fields = fields(name);
    schemas(fields, mappings).forEach(this::write);
    program.out().println(whoseFields(fields, name));
    program.out().flush();
    return 0;
  }

  private FieldCatalogue fields(ConnectionName name) {
    try (Journal journal = Journals.open(program)) {
      return FieldsKnown.DOCUMENTED.with(journal, List.of(name)).of(name);
    } catch (NoJournal none) {
      return FieldsKnown.DOCUMENTED.of(name);
    }
  }

  private static Map<String, Map<String, Object>> schemas(
      FieldCatalogue fields, MappingsToCheck mappings) {
    var schemas = new LinkedHashMap<>(MappingSchema.all(fields, mappings.texts()));
    schemas.put(CaseSchema.FILE, CaseSchema.with(fields));
    return schemas;
  }

  private void write(String file, Map<String, Object> schema) {
    Path path = folder.resolve(file);
    try {
      Files.writeString(path, Documents.pretty(schema));
    } catch (IOException e) {
      throw new UncheckedIOException(path + " cannot be written: " + e.getMessage(), e);
    }
    program.out().println("wrote " + path);
  }

  private static String whoseFields(FieldCatalogue fields, ConnectionName name) {
    return fields.ownFields() == OwnFields.UNKNOWN
        ? "with the documented fields; ./leadline fields asks the CRM for your organisation's own"
        : "with your organisation's own fields, %d, of connection %s"
            .formatted(fields.custom().size(), name);
  }
}
