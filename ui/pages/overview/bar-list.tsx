import { Anchor, Text } from "@mantine/core";
import { Link } from "wouter";
import { formatNumber, formatPercent } from "../../formats/numbers.ts";
import classes from "./overview.module.css";

export type Bar = {
  readonly key: string;
  readonly label: string;
  readonly count: number;
  /** Said below the label. */
  readonly detail?: string;
  /** Where the calls behind the bar are listed. */
  readonly href: string;
};

/** Counts as bars, each with its share; the label leads to the calls. */
export function BarList({ bars, label }: { readonly bars: readonly Bar[]; readonly label: string }) {
  const total = bars.reduce((sum, { count }) => sum + count, 0);
  const largest = Math.max(1, ...bars.map(({ count }) => count));
  return (
    <ul className={classes.bars} aria-label={label}>
      {bars.map(({ key, label: name, count, detail, href }) => (
        <li key={key}>
          <div className={classes.barHead}>
            <Anchor component={Link} href={href} size="sm" className="truncate">
              {name}
            </Anchor>
            <Text component="span" size="sm" className="tabular" style={{ whiteSpace: "nowrap" }}>
              {formatNumber(count)}
              <Text span c="dimmed" ml={6}>
                {formatPercent(total === 0 ? 0 : count / total)}
              </Text>
            </Text>
          </div>
          <div className={classes.track} aria-hidden>
            <div className={classes.fill} style={{ width: `${(count / largest) * 100}%` }} />
          </div>
          {detail !== undefined && (
            <Text size="xs" c="dimmed" className="tabular">
              {detail}
            </Text>
          )}
        </li>
      ))}
    </ul>
  );
}
