/** How the page of the API's description looks, in light and in dark. */
export const styleSheet = `
:root {
  color-scheme: light dark;
  --text: light-dark(#1c2330, #e3e7ee);
  --quiet: light-dark(#566072, #a2acbd);
  --page: light-dark(#ffffff, #14181f);
  --raised: light-dark(#f4f6f9, #1c222c);
  --line: light-dark(#d8dde6, #333c4a);
  --link: light-dark(#0b57c2, #8ab8ff);
  --read: light-dark(#0b57c2, #8ab8ff);
  --write: light-dark(#19703a, #79d399);
  --change: light-dark(#8a5a00, #f0c060);
  --remove: light-dark(#b3261e, #ff9a92);
}
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body { margin: 0; font: 1rem/1.55 system-ui, sans-serif; color: var(--text); background: var(--page); }
a { color: var(--link); }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 1rem; top: 1rem; padding: .5rem 1rem; background: var(--page); }
header, main { padding: 1rem 1.5rem; max-width: 62rem; }
nav { padding: 1rem 1.5rem; border-block: 1px solid var(--line); background: var(--raised); }
nav ul { list-style: none; margin: 0; padding: 0; }
nav > ul > li { margin-bottom: .75rem; }
nav > ul > li > a { font-weight: 600; }
nav ul ul { padding-left: .75rem; font-size: .9rem; }
h1 { margin: .25rem 0; font-size: 1.6rem; }
h2 { margin: 2rem 0 .5rem; font-size: 1.35rem; }
h3 { margin: 0 0 .25rem; font-size: 1.1rem; }
h4 { margin: 1rem 0 .25rem; font-size: .95rem; color: var(--quiet); }
article { margin: 1rem 0; padding: 1rem 1.25rem; border: 1px solid var(--line); border-radius: .5rem; }
article:target { border-color: var(--link); }
article p { margin: .25rem 0; }
code { font: .9em/1.4 ui-monospace, monospace; overflow-wrap: anywhere; }
em { color: var(--quiet); font-size: .85em; }
.call b { font: 700 .8rem ui-monospace, monospace; padding: .1rem .4rem; border: 1px solid; border-radius: .25rem; }
.get { color: var(--read); }
.post { color: var(--write); }
.put, .patch { color: var(--change); }
.delete { color: var(--remove); }
.schema { font-size: .92rem; }
.schema ul { margin: .25rem 0; padding-left: 1.25rem; border-left: 1px solid var(--line); list-style: none; }
.wide { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: .92rem; }
th, td { padding: .3rem .6rem .3rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
dt { margin-top: .25rem; }
dd { margin-left: 1.25rem; }
@media (min-width: 64rem) {
  body { display: grid; grid-template-columns: 19rem minmax(0, 1fr); grid-template-rows: auto 1fr; }
  header, main { grid-column: 2; }
  nav { grid-column: 1; grid-row: 1 / 3; position: sticky; top: 0; height: 100vh; overflow-y: auto; border-block: 0; border-right: 1px solid var(--line); }
}
`;
