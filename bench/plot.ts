/** One group of bars: a kind of load, with a value for each series. */
export type Bars = {
  readonly title: string;
  readonly values: readonly (number | undefined)[];
  readonly mark?: number;
};

const width = 860;
const labelWidth = 250;
const barHeight = 12;
const groupGap = 10;
const top = 54;
const colours = ["#3b6fd4", "#e08a3c", "#5aa469", "#9a6cc7", "#8c8c8c"];

/**
 * A drawing of horizontal bars, on a ground of its own so that it can be read on dark pages as well.
 * @param marked says what the marks in the bars are; empty where there are none
 */
export function plotBars(title: string, series: readonly string[], groups: readonly Bars[], marked: string): string {
  const most = Math.max(
    ...groups.flatMap(({ values, mark }) => [...values.map((value) => value ?? 0), mark ?? 0]),
    1e-9,
  );
  const scale = (value: number) => ((width - labelWidth - 70) * value) / most;
  const groupHeight = series.length * barHeight + groupGap;
  const height = top + groups.length * groupHeight + 10;
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">`,
    `<title>${escapeText(title)}</title>`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    `<text x="12" y="20" font-size="14" font-weight="bold" fill="#222222">${escapeText(title)}</text>`,
  ];
  let legendAt = 12;
  for (const [index, name] of series.entries()) {
    parts.push(`<rect x="${legendAt}" y="30" width="10" height="10" fill="${colours[index % colours.length]}"/>`);
    parts.push(`<text x="${legendAt + 14}" y="39" fill="#444444">${escapeText(name)}</text>`);
    legendAt += 34 + name.length * 7;
  }
  if (marked !== "") {
    parts.push(`<rect x="${legendAt}" y="29" width="2" height="12" fill="#c0392b"/>`);
    parts.push(`<text x="${legendAt + 8}" y="39" fill="#444444">${escapeText(marked)}</text>`);
  }
  for (const [index, { title, values, mark }] of groups.entries()) {
    const y = top + index * groupHeight;
    const middle = y + (series.length * barHeight) / 2 + 4;
    parts.push(
      `<text x="${labelWidth - 8}" y="${middle}" text-anchor="end" fill="#222222">${escapeText(title)}</text>`,
    );
    for (const [at, value] of values.entries()) {
      if (value === undefined) continue;
      const barY = y + at * barHeight;
      const colour = colours[at % colours.length];
      const length = Math.max(1, scale(value)).toFixed(1);
      parts.push(`<rect x="${labelWidth}" y="${barY}" width="${length}" height="${barHeight - 2}" fill="${colour}"/>`);
      const end = labelWidth + scale(value) + 5;
      parts.push(`<text x="${end.toFixed(1)}" y="${barY + 9}" font-size="10" fill="#444444">${short(value)}</text>`);
    }
    if (mark === undefined) continue;
    const markX = (labelWidth + scale(mark)).toFixed(1);
    parts.push(`<rect x="${markX}" y="${y - 2}" width="2" height="${series.length * barHeight + 2}" fill="#c0392b"/>`);
  }
  return `${[...parts, "</svg>"].join("\n")}\n`;
}

function short(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString("en-US") : value.toPrecision(2);
}

function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
