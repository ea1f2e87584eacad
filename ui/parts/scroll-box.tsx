import type { ReactNode } from "react";
import classes from "./scroll-box.module.css";

/** A surface that scrolls sideways where its table is wider than the screen; the keyboard can scroll it too. */
export function ScrollBox({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must take the focus, or the keyboard cannot scroll it
    <section className={`surface ${classes.box}`} aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
