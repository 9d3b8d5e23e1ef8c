package io.leadline.journal.jdbc;

import io.leadline.event.Bytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Files by name as one zip: they are kept for ever, and seldom read. */
final class Packed {
  private Packed() {}

  static byte[] pack(Map<String, Bytes> files) {
    var packed = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(packed)) {
      for (Map.Entry<String, Bytes> file : files.entrySet()) {
        var entry = new ZipEntry(file.getKey());
        entry.setTime(0);
        zip.putNextEntry(entry);
        zip.write(file.getValue().array());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  static Map<String, Bytes> unpack(byte[] packed) {
    var files = new TreeMap<String, Bytes>();
    try (var zip = new ZipInputStream(new ByteArrayInputStream(packed))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files.put(entry.getName(), Bytes.of(zip.readAllBytes()));
      }
    } catch (IOException e) {
      throw new IllegalStateException("internal error: the journal holds a zip that is none", e);
    }
    return files;
  }
}
