// Makes a map that can be moved and drawn nearer of the drawing of places. The page says all without this file, and
// everything that is drawn comes from the page itself.
(function () {
  'use strict';
  var figure = document.querySelector('.places');
  var L = window.L;
  if (!figure || !L) return;
  var drawing = figure.querySelector('svg');
  var each = function (selector, f) { Array.prototype.forEach.call(drawing.querySelectorAll(selector), f); };
  var place = function (text) { return text.split(',').map(Number).reverse(); };  // latitude first, as Leaflet has it

  var ground = document.createElement('div');
  ground.className = 'map-ground';
  ground.setAttribute('role', 'group');
  ground.setAttribute('aria-label', drawing.getAttribute('aria-label'));
  drawing.parentNode.insertBefore(ground, drawing);
  var still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  var map = L.map(ground, {
    attributionControl: false,
    zoomControl: false,
    scrollWheelZoom: false,
    dragging: !L.Browser.mobile,  // one finger moves the page, two move the map
    zoomAnimation: !still,
    fadeAnimation: !still,
    markerZoomAnimation: !still,
    zoomSnap: 0.25,
    maxZoom: 18
  });
  L.control.zoom({ zoomInTitle: '放大', zoomOutTitle: '缩小' }).addTo(map);
  L.control.scale({ imperial: false }).addTo(map);

  var bounds = L.latLngBounds([]);
  each('a[data-place]', function (link) { bounds.extend(place(link.getAttribute('data-place'))); });
  map.fitBounds(bounds, { padding: [32, 32], maxZoom: 16, animate: false });

  each('path[data-degrees]', function (path) {
    var lines = path.getAttribute('data-degrees').split(';').map(function (line) {
      return line.split(' ').map(place);
    });
    var draw = path.hasAttribute('data-closed') ? L.polygon : L.polyline;
    draw(lines, { className: path.getAttribute('class'), interactive: false }).addTo(map);
  });
  var put = function (at, node, name) {
    var icon = L.divIcon({ className: name, html: node, iconSize: null });
    L.marker(place(at), { icon: icon, keyboard: false, interactive: false }).addTo(map);
  };
  each('text[data-place]', function (text) {
    var label = document.createElement('span');
    label.textContent = text.textContent;
    put(text.getAttribute('data-place'), label, 'map-label');
  });
  each('a[data-place]', function (link) {
    var mark = document.createElement('a');
    mark.tabIndex = -1;  // who goes by keys goes by the list, which says the same
    mark.href = link.getAttribute('href');
    mark.title = link.getAttribute('aria-label');
    mark.setAttribute('aria-label', mark.title);
    mark.textContent = link.querySelector('text').textContent;
    put(link.getAttribute('data-place'), mark, 'map-mark');
  });
  drawing.parentNode.removeChild(drawing);
}());
