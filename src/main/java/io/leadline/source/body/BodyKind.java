package io.leadline.source.body;

import io.leadline.event.Bytes;
import java.util.Locale;

/** How a tool writes its bodies; each can be read as one object. */
public enum BodyKind {
  JSON {
    @Override
    public JsonObject object(Bytes body, String contentType) throws Unexpected {
      return JsonBody.object(body);
    }
  },

  /** {@code application/x-www-form-urlencoded}, with PHP's brackets. */
  FORM {
    @Override
    public JsonObject object(Bytes body, String contentType) throws Unexpected {
      return FormBody.object(body);
    }
  },

  /** {@code multipart/form-data}, with PHP's brackets; files are left out. */
  MULTIPART {
    @Override
    public JsonObject object(Bytes body, String contentType) throws Unexpected {
      return MultipartBody.object(body, contentType);
    }
  },

  /** What the media type says; where it says nothing, what it looks like. */
  ANY {
    @Override
    public JsonObject object(Bytes body, String contentType) throws Unexpected {
      return of(body, contentType.toLowerCase(Locale.ROOT)).object(body, contentType);
    }
  };

  public abstract JsonObject object(Bytes body, String contentType) throws Unexpected;

  public static BodyKind of(Bytes body, String contentType) {
    if (contentType.contains("multipart/")) {
      return MULTIPART;
    }
    if (contentType.contains("x-www-form-urlencoded")) {
      return FORM;
    }
    return contentType.contains("json") ? JSON : byItsLooks(body);
  }

  private static BodyKind byItsLooks(Bytes body) {
    var text = body.asUtf8().stripLeading();
    if (text.startsWith("--")) {
      return MULTIPART;
    }
    return text.startsWith("{") || text.startsWith("[") || !text.contains("=") ? JSON : FORM;
  }
}
