// Comforts of forms: what is not finished stays on this device until it is sent or deleted, but for numbers of
// identity documents. Every form works without this file.
(function () {
  'use strict';
  var prefix = 'draft:';
  var all = function (selector, within) {
    return Array.prototype.slice.call((within || document).querySelectorAll(selector));
  };
  function load(name) {
    try { return JSON.parse(localStorage.getItem(prefix + name) || '{}'); } catch (e) { return {}; }
  }
  function save(name, words) {
    try { localStorage.setItem(prefix + name, JSON.stringify(words)); return true; } catch (e) { return false; }
  }
  function drop(name) {
    try { localStorage.removeItem(prefix + name); } catch (e) { /* private window */ }
  }

  all('[data-sent]').forEach(function (node) { drop(node.getAttribute('data-sent')); });

  all('form[data-draft]').forEach(function (form) {
    var name = form.getAttribute('data-draft');
    var said = form.querySelector('[data-draft-said]');
    var waiting = 0;
    var sent = false;
    var fields = all('[data-kept]', form);
    var isPick = function (field) { return field.type === 'radio' || field.type === 'checkbox'; };

    function read() {
      var words = {};
      fields.forEach(function (field) {
        if (isPick(field)) { if (field.checked) words[field.name] = field.value; } else if (field.value) {
          words[field.name] = field.value;
        }
      });
      return words;
    }
    function write(words) {
      fields.forEach(function (field) {
        if (isPick(field)) {
          if (field.type === 'checkbox' || words[field.name]) field.checked = words[field.name] === field.value;
        } else if (words[field.name]) field.value = words[field.name];
      });
    }
    function keep() {
      waiting = 0;
      if (!sent && save(name, read()) && said) said.textContent = '草稿已保存在这台设备上。';
    }

    // A page that came back with mistakes has everything in it already.
    var draft = load(name);
    if (!document.querySelector('.problems') && Object.keys(draft).length > 0) {
      write(draft);
      if (said) said.textContent = '已填入上次没有写完的内容。';
    }
    form.addEventListener('input', function () {
      window.clearTimeout(waiting);
      waiting = window.setTimeout(keep, 400);
    });
    // What would be refused for its size is said before it is sent; the server says the rest.
    function tooLarge() {
      var most = Number(form.getAttribute('data-most-bytes') || 0);
      var chosen = all('input[type=file]', form);
      var bytes = 0;
      chosen.forEach(function (field) {
        Array.prototype.slice.call(field.files || []).forEach(function (file) { bytes += file.size; });
      });
      var last = chosen[chosen.length - 1];
      if (!last) return false;
      last.setCustomValidity(most > 0 && bytes > most ? '附件合计超过 ' + Math.floor(most / 1048576) + ' MB，请减少或者压缩。' : '');
      return !last.reportValidity();
    }
    form.addEventListener('submit', function (event) {
      if (sent) { event.preventDefault(); return; }  // a second click
      if (tooLarge()) { event.preventDefault(); return; }
      window.clearTimeout(waiting);
      keep();
      sent = true;
    });
    window.addEventListener('pageshow', function () { sent = false; });
    all('[data-drop-draft]', form).forEach(function (button) {
      button.addEventListener('click', function () {
        window.clearTimeout(waiting);
        drop(name);
        fields.forEach(function (field) {
          if (field.type === 'checkbox') field.checked = false;
          else if (field.type !== 'radio') field.value = '';
        });
        if (said) said.textContent = '草稿已删除，表单已清空。';
      });
    });
  });

  var problems = document.querySelector('.problems');
  if (problems) problems.focus();
}());
