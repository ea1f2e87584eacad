import classes from "./logo.module.css";

/** The product's mark and name. */
export function Logo() {
  return (
    <span className={classes.logo}>
      <svg viewBox="0 0 32 32" aria-hidden="true" className={classes.mark}>
        <rect width="32" height="32" rx="8" fill="#1f7459" />
        <path d="M7 10h18M16 10v14" stroke="#fff" strokeWidth="3.4" strokeLinecap="round" fill="none" />
        <circle cx="7.5" cy="19" r="2.1" fill="#a5dcc6" />
        <circle cx="24.5" cy="19" r="2.1" fill="#a5dcc6" />
      </svg>
      Trunkline
    </span>
  );
}
