/**
 * Sends each response of this form to Leadline, signed. Paste it into the form's Apps Script, set the
 * script properties LEADLINE_URL and LEADLINE_SECRET, and run setUp once.
 *
 * Of a response that is not taken the id is kept, and it is sent again, the oldest first, at growing
 * intervals for a week. The answers stay in the form.
 */
var KEPT = 'kept:';
var LAST_TRY = 'last-try';
var PAUSES_MS = [1000, 4000, 16000];
var LONGEST_INTERVAL_MS = 30 * 60 * 1000;
var GIVE_UP_AFTER_MS = 7 * 24 * 60 * 60 * 1000;
var TAKEN = 200;

/** Run this once: it makes the two triggers. */
function setUp() {
  property('LEADLINE_URL');
  property('LEADLINE_SECRET');
  ScriptApp.getProjectTriggers().filter(isOurs).forEach(function (trigger) {
    ScriptApp.deleteTrigger(trigger);
  });
  ScriptApp.newTrigger('onResponse').forForm(FormApp.getActiveForm()).onFormSubmit().create();
  ScriptApp.newTrigger('sendKept').timeBased().everyMinutes(5).create();
}

function isOurs(trigger) {
  return ['onResponse', 'sendKept'].indexOf(trigger.getHandlerFunction()) >= 0;
}

/** Runs at every response. */
function onResponse(e) {
  // Kept first: the script may be stopped at any moment.
  var name = keep(e.response.getId());
  var code = sendWithPauses(toBody(e.source || FormApp.getActiveForm(), e.response));
  if (code === TAKEN && name) {
    properties().deleteProperty(name);
  }
}

/** Runs every five minutes: sends what was not taken, the oldest first. */
function sendKept() {
  var names = keptNames();
  if (names.length > 0 && isDue(names[0])) {
    properties().setProperty(LAST_TRY, String(Date.now()));
    var form = FormApp.getActiveForm();
    names.every(function (name) { return sendAgain(form, name); });
  }
}

function keptNames() {
  return Object.keys(properties().getProperties())
    .filter(function (name) { return name.indexOf(KEPT) === 0; })
    .sort();
}

/** Google limits how long scripts run in a day, and a minute may pass until nobody answers. */
function isDue(oldest) {
  var interval = Math.min(age(oldest) / 6, LONGEST_INTERVAL_MS);
  return Date.now() - Number(properties().getProperty(LAST_TRY)) >= interval;
}

/** Whether the next one can be tried: not while Leadline is away, or takes none. */
function sendAgain(form, name) {
  var id = name.split(':')[2];
  var response = find(form, id);
  var code = response ? send(toBody(form, response)) : 404;
  if (code === TAKEN) {
    properties().deleteProperty(name);
  } else if (age(name) > GIVE_UP_AFTER_MS) {
    console.error('Response ' + id + ' was not taken for a week (' + code + '): send it by hand.');
    properties().deleteProperty(name);
  }
  return code === TAKEN || !response || isAboutOne(code);
}

/** Nothing where somebody has deleted it. */
function find(form, id) {
  try {
    return form.getResponse(id);
  } catch (notThere) {
    return null;
  }
}

/** Whether an answer may be about one response only, as 413 is about a large one. */
function isAboutOne(code) {
  return code >= 400 && code < 500 && [401, 404, 429].indexOf(code) < 0;
}

function toBody(form, response) {
  return JSON.stringify({
    form: { id: form.getId(), title: form.getTitle() },
    response: {
      id: response.getId(),
      timestamp: response.getTimestamp().toISOString(),
      email: response.getRespondentEmail() || null,
      answers: response.getItemResponses().map(toAnswer)
    }
  });
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

/** The name under which it is kept; null where Google keeps no more (500 kB of all). */
function keep(id) {
  var name = KEPT + ('000000000000000' + Date.now()).slice(-15) + ':' + id;
  try {
    properties().setProperty(name, '-');
    return name;
  } catch (full) {
    console.error('Response ' + id + ' cannot be kept; it is tried now only.');
    return null;
  }
}

function age(name) {
  return Date.now() - Number(name.split(':')[1]);
}

function sendWithPauses(body) {
  for (var i = 0; ; i++) {
    var code = send(body);
    if (code === TAKEN || isAboutOne(code) || i === PAUSES_MS.length) {
      return code;
    }
    Utilities.sleep(PAUSES_MS[i]);
  }
}

/** What Leadline answers, 0 where it cannot be reached; a new time and signature for every try. */
function send(body) {
  var url = property('LEADLINE_URL');
  var headers = { 'X-Leadline-Signature': signature(body) };
  try {
    return UrlFetchApp.fetch(url, {
      method: 'post',
      contentType: 'application/json',
      payload: body,
      headers: headers,
      followRedirects: false,
      muteHttpExceptions: true
    }).getResponseCode();
  } catch (unreachable) {
    return 0;
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
