// What happens before the app runs, and after it has died: both must work without WebAssembly.
//
// Written for old browsers too (no const, no arrow, no promise): the ones that cannot run the app must at least read why.
// The texts that need no script are in index.html: #attente, #sans-wasm, #panne-chargement. The app removes #amorce, which holds them.
(function () {
  'use strict';

  var page = document.documentElement;
  var boot = document.getElementById('boot');
  var stopped = false;

  function reload() { location.reload(); }

  // 1. The look chosen earlier, before anything is painted. Storage may be denied or hold anything: the defaults then stay.

  try {
    var settings = JSON.parse(localStorage.getItem('bifurque.settings'));
    ['theme', 'size', 'spacing', 'motion'].forEach(function (name) {
      var value = String(settings[name]);
      if (settings[name] != null && /^[\w.-]{1,20}$/.test(value)) page.setAttribute('data-' + name, value);
    });
  } catch (ignored) {
    // Nothing stored yet is the usual case.
  }
  page.setAttribute('data-boot', '');

  // 2. Can this browser run the app?

  // A module of one function that uses what Rust compiles to: reference types (ref.null) and bulk memory (memory.copy), of 2020–2022.
  var PROBE = [
    0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 5, 3, 1, 0, 1, 10, 17, 1, 15, 0, 208, 112, 26, 65, 0, 65, 0, 65, 0, 252, 10, 0, 0, 11
  ];

  function canRun() {
    try {
      return 'noModule' in boot && !!window.crypto.getRandomValues && WebAssembly.validate(new Uint8Array(PROBE));
    } catch (missing) {
      return false;
    }
  }

  // 3. Start it, or say what prevents it.

  function showInstead(id) {
    var block = document.getElementById(id);
    document.getElementById('attente').hidden = document.getElementById('attente-longue').hidden = true;
    block.hidden = false;
    block.setAttribute('tabindex', '-1');
    block.focus();
  }

  function cannotLoad(error) {
    // The app was loaded, then failed on its first steps.
    if (isCrash(error)) return stop(error);
    if (!document.getElementById('panne-chargement')) return;
    showInstead('panne-chargement');
    document.getElementById('reessayer').onclick = reload;
  }

  function start() {
    if (!canRun()) return showInstead('sans-wasm');
    var script = document.createElement('script');
    script.type = 'module';
    script.src = boot.getAttribute('data-start');
    script.onerror = cannotLoad;
    document.addEventListener('bifurque:not-started', function (event) {
      cannotLoad(event.detail);
    });
    document.head.appendChild(script);
  }

  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start);
  else start();

  // 4. When the app has died: a page that owes it nothing, and gives the person their record.

  // Rust's panics end in the "unreachable" instruction, whatever called it.
  function isCrash(error) {
    return typeof WebAssembly === 'object' && error instanceof WebAssembly.RuntimeError;
  }

  function heard(event) {
    var error = event.error || event.reason;
    if (isCrash(error)) stop(error);
  }

  window.addEventListener('error', heard);
  window.addEventListener('unhandledrejection', heard);
  // While capturing: heard on the window wherever in the page it is sent from.
  window.addEventListener('bifurque:fatal', function (event) {
    stop(event.detail);
  }, true);

  function element(name, text, parent) {
    var made = document.createElement(name);
    made.textContent = text;
    parent.appendChild(made);
    return made;
  }

  function stop(cause) {
    if (stopped) return;
    stopped = true;

    document.title = 'Erreur — Bifurque';
    document.body.textContent = '';
    document.body.removeAttribute('class');
    var main = element('main', '', document.body);
    main.id = 'panne-fatale';
    var heading = element('h1', 'Une erreur a arrêté l’application.', main);
    element('p', 'Vos choix sont enregistrés sur cet appareil.', main);
    var buttons = element('p', '', main);
    var resume = element('button', 'Reprendre', buttons);
    var rescue = element('button', 'Télécharger mes parcours', buttons);
    var status = element('p', '', main);
    var details = element('details', '', main);
    element('summary', 'Détail technique', details);
    element('pre', String((cause && cause.message) || cause || ''), details);

    resume.type = rescue.type = 'button';
    resume.onclick = reload;
    rescue.className = 'discret';
    status.setAttribute('role', 'status');
    rescue.onclick = function () {
      rescueRecords(function (found) {
        status.textContent = found ? 'Le fichier est dans vos téléchargements.' : 'Aucun parcours n’a été trouvé sur cet appareil.';
      });
    };
    heading.setAttribute('tabindex', '-1');
    heading.focus();
  }

  // Offered by the app too, beside a record that it cannot read.
  window.addEventListener('bifurque:rescue', function () {
    rescueRecords(function () {});
  });

  function rescueRecords(done) {
    readRecords(function (file) {
      var found = file.journals.length + file.damaged.length > 0;
      if (found) download(file);
      done(found);
    });
  }

  // Gives all that IndexedDB holds, in the format of src/record/file.rs: « Mes parcours » opens it again. `journals` holds what reads as a journal, up
  // to the first event that does not; `damaged` holds the rest, as it is: a person or a tool may still make sense of it.
  // Both are empty if there is no database, or no right to read it.
  function readRecords(done) {
    var file = { format: 1, kind: 'bifurque-journal', journals: [], damaged: [] };
    var attempts = [];
    var byId = {};

    function attempt(id) {
      if (!byId.hasOwnProperty(id)) attempts.push((byId[id] = { id: id, attempt: null, events: [] }));
      return byId[id];
    }

    function give() {
      attempts.forEach(function (found) {
        var sound = 0;
        if (isAttempt(found)) while (sound < found.events.length && isEvent(found.events[sound], sound)) sound++;
        if (sound > 0) file.journals.push({ attempt: found.attempt, events: found.events.splice(0, sound).map(function (event) { return event.value; }) });
        if (sound === 0 || found.events.length > 0) file.damaged.push(found);
      });
      done(file);
    }

    function isObject(value) { return typeof value === 'object' && value !== null; }
    function isAttempt(found) { return isObject(found.attempt) && found.attempt.id === found.id && found.attempt.format === file.format; }
    function isEvent(event, number) { return event.number === number && isObject(event.value) && event.value.number === number; }

    function parsed(value) {
      try {
        return JSON.parse(value);
      } catch (unreadable) {
        return value;
      }
    }

    function each(database, store, use, next) {
      if (!database.objectStoreNames.contains(store)) return next();
      var request = database.transaction(store).objectStore(store).openCursor();
      request.onerror = next;
      request.onsuccess = function () {
        var cursor = request.result;
        if (!cursor) return next();
        use(cursor.key, parsed(cursor.value));
        cursor['continue']();
      };
    }

    try {
      var request = indexedDB.open('bifurque');
      // No database yet: opening must not create an empty one, which the app would then find without its stores.
      request.onupgradeneeded = function () {
        request.transaction.abort();
      };
      request.onerror = give;
      request.onsuccess = function () {
        var database = request.result;
        function keepAttempt(key, value) { attempt(String(key)).attempt = value; }
        function keepEvent(key, value) { attempt(String(key[0])).events.push({ number: key[1], value: value }); }
        each(database, 'attempts', keepAttempt, function () {
          each(database, 'events', keepEvent, function () {
            database.close();
            give();
          });
        });
      };
    } catch (denied) {
      give();
    }
  }

  function download(content) {
    var link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([JSON.stringify(content, null, 2)], { type: 'application/json' }));
    link.download = 'bifurque-secours-' + new Date().toISOString().slice(0, 10) + '.json';
    document.body.appendChild(link);
    link.click();
    document.body.removeChild(link);
  }
})();
