// Before the first paint, and a file of its own because the page allows no inline script.
(() => {
  let chosen = "auto";
  try {
    chosen = localStorage.getItem("trunkline-color-scheme") ?? "auto";
  } catch {
    // Storage can be forbidden; the system's choice counts then.
  }
  const dark = chosen === "dark" || (chosen === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.setAttribute("data-mantine-color-scheme", dark ? "dark" : "light");
})();
