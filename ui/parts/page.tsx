import { Anchor, Group, Title } from "@mantine/core";
import { type ReactNode, useEffect, useRef } from "react";
import { Link } from "wouter";
import classes from "./page.module.css";
import { useDocumentTitle } from "./use-document-title.ts";

type Props = {
  /** The heading, and the name of the browser's tab. */
  readonly title: string;
  /** Shown as the heading in place of the title, for headings that are more than text. */
  readonly heading?: ReactNode;
  /** Where this page lies: a link above the heading. */
  readonly parent?: { readonly label: string; readonly href: string };
  /** Said below the heading. */
  readonly description?: ReactNode;
  /** Buttons at the heading's side. */
  readonly actions?: ReactNode;
  /** Takes the whole width and height, for a table that scrolls in itself. */
  readonly fills?: boolean;
  readonly children: ReactNode;
};

/** The frame of every page: heading, actions, content. Takes the focus, so that a screen reader says where one is. */
export function Page({ title, heading, parent, description, actions, fills = false, children }: Props) {
  useDocumentTitle(title);
  const titleElement = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const { activeElement } = document;
    // Only after a click on a link that is gone or stays in the navigation; not while someone types.
    if (activeElement === document.body || activeElement?.tagName === "A") {
      titleElement.current?.focus({ preventScroll: true });
    }
  }, []);
  return (
    <div className={fills ? classes.fills : classes.page}>
      <div className={classes.header}>
        <div className={classes.titles}>
          {parent !== undefined && (
            <Anchor component={Link} href={parent.href} size="sm" className={classes.parent}>
              {parent.label}
            </Anchor>
          )}
          <Title order={1} ref={titleElement} tabIndex={-1} className={classes.title}>
            {heading ?? title}
          </Title>
          {description !== undefined && <div className={classes.description}>{description}</div>}
        </div>
        {actions !== undefined && <Group gap="xs">{actions}</Group>}
      </div>
      {children}
    </div>
  );
}
