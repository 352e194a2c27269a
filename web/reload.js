// Only in the page that `make serve` serves: reloads it when a new build is there.
(function () {
  var known = null;

  function poll() {
    fetch('build-id.txt', { cache: 'no-store' })
      .then(function (response) {
        // While a build replaces the last one, its files may be missing.
        return response.ok ? response.text() : known;
      })
      .then(function (current) {
        if (known !== null && current !== known) location.reload();
        known = current;
      })
      .catch(function () {
        // The server is stopped: it may come back.
      })
      .then(function () {
        setTimeout(poll, 700);
      });
  }

  poll();
})();
