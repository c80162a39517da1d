(function () {
  "use strict";
  // A register of readable length belongs on paper; the numbers behind the charts would only repeat them.
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("details.print").forEach(function (one) { one.open = true; });
  });
  var section = document.getElementById("closer");
  var data = document.getElementById("explorer-chart");
  if (!section || !data || !window.kilterEmbed) { return; }
  section.hidden = false;
  var dark = window.matchMedia("(prefers-color-scheme: dark)").matches;
  window.kilterEmbed(document.getElementById("explorer"), JSON.parse(data.textContent), {
    mode: "vega-lite", ast: true, actions: false, renderer: "svg", tooltip: { theme: dark ? "dark" : "light" }
  }).then(null, function (error) {
    section.hidden = true;
    console.error(String(error));
  });
})();
