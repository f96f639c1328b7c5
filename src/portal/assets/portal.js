// Comforts of the public portal. Every page works without this file.
(function () {
  'use strict';
  var page = document.documentElement;
  var all = function (selector) { return Array.prototype.slice.call(document.querySelectorAll(selector)); };

  // Controls that do nothing without a script are hidden until now.
  all('[data-needs-script]').forEach(function (node) { node.hidden = false; });

  // The size of an article's words; kept for the next article.
  var sizes = ['', 'large', 'larger'];
  function remembered() { try { return localStorage.getItem('words') || ''; } catch (e) { return ''; } }
  function remember(size) { try { localStorage.setItem('words', size); } catch (e) { /* private window */ } }
  function setSize(size) {
    all('.words').forEach(function (node) {
      sizes.forEach(function (name) { if (name) node.classList.toggle(name, name === size); });
    });
    all('[data-size]').forEach(function (node) {
      node.setAttribute('aria-pressed', String(node.getAttribute('data-size') === size));
    });
  }
  all('[data-size]').forEach(function (button) {
    button.addEventListener('click', function () {
      setSize(button.getAttribute('data-size'));
      remember(button.getAttribute('data-size'));
    });
  });
  if (document.querySelector('[data-size]')) setSize(sizes.indexOf(remembered()) < 0 ? '' : remembered());

  all('[data-print]').forEach(function (button) {
    button.addEventListener('click', function () { window.print(); });
  });

  all('[data-copy]').forEach(function (button) {
    if (!navigator.clipboard) { button.hidden = true; return; }
    var label = button.querySelector('[data-label]');
    button.addEventListener('click', function () {
      navigator.clipboard.writeText(button.getAttribute('data-copy')).then(function () {
        label.textContent = '已复制';
      });
    });
  });

  // What may be meant, while words are typed into a search field.
  all('form[role="search"] input[type="search"][name="q"]').forEach(function (field, index) {
    if (!window.fetch) return;
    var list = document.createElement('datalist');
    var waiting = 0;
    list.id = 'suggestions-' + index;
    field.parentNode.appendChild(list);
    var look = function () {
      window.clearTimeout(waiting);
      var typed = field.value.trim();
      if (typed.length < 2) return;
      waiting = window.setTimeout(function () {
        var address = field.form.getAttribute('action') + '/suggest?q=' + encodeURIComponent(typed);
        window.fetch(address).then(function (answer) { return answer.ok ? answer.text() : ''; }).then(function (text) {
          if (field.value.trim() !== typed || !text) return;
          field.setAttribute('list', list.id);  // only now: with a list it is read out as a box to choose from
          field.setAttribute('autocomplete', 'off');
          list.textContent = '';
          text.split('\n').filter(Boolean).forEach(function (line) {
            var option = document.createElement('option');
            option.value = line;
            // Browsers show what has the typed letters: pinyin stands in the label.
            if (line.indexOf(typed) < 0) option.label = typed;
            list.appendChild(option);
          });
        }).catch(function () { /* the field works without */ });
      }, 400);
    };
    // Letters from which an input method still makes characters are no words yet.
    field.addEventListener('input', function (event) { if (!event.isComposing) look(); });
    field.addEventListener('compositionend', look);
  });

  // Reads the main text aloud, a paragraph at a time, with the browser's own voice.
  var voice = window.speechSynthesis;
  all('[data-read]').forEach(function (button) {
    if (!voice || !window.SpeechSynthesisUtterance) { button.hidden = true; return; }
    var label = button.querySelector('[data-label]');
    var reading = false;
    function show() {
      button.setAttribute('aria-pressed', String(reading));
      label.textContent = reading ? '停止朗读' : '朗读';
    }
    function stop() { reading = false; voice.cancel(); show(); }
    function start() {
      var source = document.querySelector('.words') || document.querySelector('main');
      var pieces = [];
      Array.prototype.forEach.call(source.querySelectorAll('h1,h2,h3,h4,h5,p,li,td,th,dt,dd'), function (node) {
        var words = node.textContent.replace(/\s+/g, ' ').trim();
        if (words && !node.querySelector('p,li')) pieces.push(words);
      });
      reading = true;
      pieces.forEach(function (words, index) {
        var utterance = new SpeechSynthesisUtterance(words);
        utterance.lang = 'zh-CN';
        utterance.rate = page.getAttribute('data-view') === 'elder' ? 0.85 : 1;
        if (index === pieces.length - 1) utterance.onend = stop;
        voice.speak(utterance);
      });
      show();
    }
    button.addEventListener('click', function () { if (reading) stop(); else start(); });
    window.addEventListener('pagehide', stop);
  });
}());
