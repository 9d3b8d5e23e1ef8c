package io.leadline.mapping.field;

import io.leadline.event.CrmField;
import io.leadline.mapping.function.Countries;
import io.leadline.mapping.function.EmailAddress;
import io.leadline.mapping.function.MappingFunction.Unfit;
import io.leadline.mapping.function.Numbers;
import io.leadline.mapping.function.PhoneNumber;
import io.leadline.mapping.function.TimeZones;
import io.leadline.mapping.function.WebAddress;
import io.leadline.mapping.function.YesNo;
import java.math.BigDecimal;

/**
 * Makes a value right for a field of createContact, by the field's type
 * (crm-api/createContact.txt): what can be understood is put into the CRM's form, what cannot is
 * refused with the reason, never guessed.
 */
public final class FieldFit {
  private static final BigDecimal HIGHEST_SCORE = BigDecimal.valueOf(100);

  private FieldFit() {}

  /**
   * The value in the field's own form: text, 0 or 1, a number, a list of texts, or an object.
   *
   * @param value a document in which there is something: not null, not blank
   * @throws Unfit when it cannot be made right; the message ends "'field' left out: …" and never
   *     holds the value
   */
  public static Object fit(CrmField field, Object value, FitContext context) throws Unfit {
    return switch (field.type()) {
      case TEXT -> PlainText.of(value);
      case LIST -> TextList.of(value);
      case OBJECT -> ObjectOfParts.of(field, value);
      default -> fitOne(field, Single.of(value), context);
    };
  }

  private static Object fitOne(CrmField field, Object value, FitContext context) throws Unfit {
    return switch (field.type()) {
      case EMAIL -> EmailAddress.read(value).toString();
      case PHONE -> PhoneNumber.e164(value, context.countryCode());
      case URL -> WebAddress.read(value).toString();
      case BOOLEAN -> YesNo.read(value) ? 1 : 0;
      case NUMBER -> Numbers.document(Numbers.read(value));
      case SCORE -> Numbers.document(score(value));
      case COUNTRY_CODE -> Countries.iso2(value);
      case TIMEZONE -> TimeZones.iana(value);
      case ONE_OF -> Choice.of(field, value);
      case TEXT, LIST, OBJECT ->
          throw new IllegalStateException("internal error: these take more than one value");
    };
  }

  private static BigDecimal score(Object value) throws Unfit {
    BigDecimal score = Numbers.read(value);
    if (score.signum() < 0 || score.compareTo(HIGHEST_SCORE) > 0) {
      throw new Unfit("not a number from 0 to 100");
    }
    return score;
  }
}
