/**
 * Sends each response of this form to Leadline, signed. Paste it into the form's Apps Script, set the
 * script properties LEADLINE_URL and LEADLINE_SECRET, and run setUp once.
 *
 * What is not taken is kept and sent again every five minutes, the oldest first, for three days.
 */
var KEPT = 'kept:';
var GIVE_UP_AFTER_MS = 3 * 24 * 60 * 60 * 1000;
var PAUSES_MS = [1000, 4000, 16000];

/** Run this once: it makes the two triggers. */
function setUp() {
  ScriptApp.getProjectTriggers().forEach(function (trigger) {
    ScriptApp.deleteTrigger(trigger);
  });
  ScriptApp.newTrigger('onResponse').forForm(FormApp.getActiveForm()).onFormSubmit().create();
  ScriptApp.newTrigger('sendKept').timeBased().everyMinutes(5).create();
}

/** Runs at every response. */
function onResponse(e) {
  var body = JSON.stringify(toWebhook(e.source || FormApp.getActiveForm(), e.response));
  // Kept first: the script may be stopped at any moment.
  var name = keep(e.response.getId(), body);
  if (sendWithPauses(body) && name) {
    properties().deleteProperty(name);
  }
}

/** Runs every five minutes: sends what was not taken, the oldest first, until one is not taken. */
function sendKept() {
  var kept = properties().getProperties();
  Object.keys(kept)
    .filter(function (name) { return name.indexOf(KEPT) === 0; })
    .sort()
    .every(function (name) {
      if (isTooOld(name) || send(kept[name])) {
        properties().deleteProperty(name);
        return true;
      }
      return false;
    });
}

function toWebhook(form, response) {
  return {
    form: { id: form.getId(), title: form.getTitle() },
    response: {
      id: response.getId(),
      timestamp: response.getTimestamp().toISOString(),
      email: response.getRespondentEmail() || null,
      answers: response.getItemResponses().map(toAnswer)
    }
  };
}

function toAnswer(itemResponse) {
  var item = itemResponse.getItem();
  return {
    id: String(item.getId()),
    title: item.getTitle(),
    type: String(item.getType()),
    value: toValue(item, itemResponse.getResponse())
  };
}

/** A grid gives a list of cells, a row each: it is sent as an object with the rows' titles. */
function toValue(item, answer) {
  var type = String(item.getType());
  if (type !== 'GRID' && type !== 'CHECKBOX_GRID') {
    return answer;
  }
  var grid = type === 'GRID' ? item.asGridItem() : item.asCheckboxGridItem();
  var value = {};
  grid.getRows().forEach(function (row, i) {
    value[row] = answer[i] === undefined ? null : answer[i];
  });
  return value;
}

/** The name under which it is kept; null where it is larger than Google keeps (9 kB). */
function keep(id, body) {
  var name = KEPT + ('000000000000000' + Date.now()).slice(-15) + ':' + id;
  try {
    properties().setProperty(name, body);
    return name;
  } catch (tooLarge) {
    console.error('Response ' + id + ' is too large to be kept; it is tried now only.');
    return null;
  }
}

function isTooOld(name) {
  return Date.now() - Number(name.split(':')[1]) > GIVE_UP_AFTER_MS;
}

function sendWithPauses(body) {
  for (var i = 0; ; i++) {
    if (send(body)) {
      return true;
    }
    if (i === PAUSES_MS.length) {
      return false;
    }
    Utilities.sleep(PAUSES_MS[i]);
  }
}

/** Whether Leadline took it; a new time and signature for every try. */
function send(body) {
  var url = property('LEADLINE_URL');
  var headers = { 'X-Leadline-Signature': signature(body) };
  try {
    var answer = UrlFetchApp.fetch(url, {
      method: 'post',
      contentType: 'application/json',
      payload: body,
      headers: headers,
      followRedirects: false,
      muteHttpExceptions: true
    });
    return answer.getResponseCode() === 200;
  } catch (unreachable) {
    return false;
  }
}

function signature(body) {
  var seconds = Math.floor(Date.now() / 1000);
  var hash = Utilities.computeHmacSha256Signature(
    seconds + '.' + body, property('LEADLINE_SECRET'), Utilities.Charset.UTF_8);
  return 't=' + seconds + ',v1=' + hash.map(toHex).join('');
}

/** Apps Script gives signed bytes. */
function toHex(signedByte) {
  return ('0' + ((signedByte + 256) % 256).toString(16)).slice(-2);
}

function property(name) {
  var value = properties().getProperty(name);
  if (!value) {
    throw new Error('Set the script property ' + name + ' in Project Settings.');
  }
  return value;
}

function properties() {
  return PropertiesService.getScriptProperties();
}
