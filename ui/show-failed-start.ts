/** Says in place of the app that its code did not come, and offers another try. Needs nothing that may be missing too. */
export function showFailedStart(): void {
  const alert = document.createElement("div");
  alert.role = "alert";
  const title = document.createElement("h1");
  title.textContent = "Trunkline could not be started";
  const reason = document.createElement("p");
  reason.textContent = "The connection was lost, or the server has just been updated.";
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Load again";
  button.addEventListener("click", () => location.reload());
  alert.append(title, reason, button);
  const main = document.createElement("main");
  main.className = "failed-start";
  main.append(alert);
  document.getElementById("root")?.replaceChildren(main);
}
