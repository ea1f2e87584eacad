import {
  Anchor,
  Badge,
  Button,
  Card,
  type CSSVariablesResolver,
  createTheme,
  type MantineColorsTuple,
  Modal,
  Paper,
  Table,
  Tooltip,
} from "@mantine/core";

const pine: MantineColorsTuple = [
  "#edf7f3",
  "#d8ede4",
  "#b0dac9",
  "#84c5ab",
  "#5fb293",
  "#3f9f7d",
  "#2c8a69",
  "#1f7459",
  "#185d47",
  "#104333",
];

/** Warm greys; number 6 is the palest that is still easy to read on white. */
const stone: MantineColorsTuple = [
  "#faf9f7",
  "#f4f3f0",
  "#eae8e3",
  "#dcdad3",
  "#c5c2b9",
  "#918e84",
  "#65635b",
  "#4b4943",
  "#33322d",
  "#1f1e1b",
];

const night: MantineColorsTuple = [
  "#e8e7e3",
  "#cbcac4",
  "#a9a8a1",
  "#8f8e87",
  "#3f403d",
  "#313230",
  "#272826",
  "#1c1d1b",
  "#161715",
  "#10110f",
];

const amber: MantineColorsTuple = [
  "#fdf5e6",
  "#f9e7c6",
  "#f2cf8d",
  "#ebb855",
  "#e0a12b",
  "#c4861a",
  "#a66d12",
  "#85560d",
  "#69440b",
  "#4c3108",
];

const brick: MantineColorsTuple = [
  "#fdf0ee",
  "#f9dcd7",
  "#f1b7ae",
  "#e88f81",
  "#dd6c5b",
  "#cf4f3c",
  "#b93d2b",
  "#9e3122",
  "#7f271b",
  "#5d1c13",
];

/** The header of what opens over the page is none of the page's: it has a banner of its own where it is narrow. */
const innerHeader = { defaultProps: { role: "presentation" } };

export const theme = createTheme({
  primaryColor: "pine",
  primaryShade: { light: 7, dark: 7 },
  colors: { pine, gray: stone, dark: night, amber, red: brick },
  white: "#ffffff",
  black: "#1f1e1b",
  fontFamily: '"Inter Variable", system-ui, -apple-system, "Segoe UI", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Mono", "Roboto Mono", monospace',
  headings: {
    fontWeight: "640",
    sizes: {
      h1: { fontSize: "1.5rem", lineHeight: "1.3" },
      h2: { fontSize: "1.0625rem", lineHeight: "1.4" },
      h3: { fontSize: "0.9375rem", lineHeight: "1.4" },
    },
  },
  fontSizes: { xs: "0.75rem", sm: "0.8125rem", md: "0.875rem", lg: "1rem", xl: "1.25rem" },
  lineHeights: { xs: "1.4", sm: "1.45", md: "1.5", lg: "1.5", xl: "1.4" },
  defaultRadius: "md",
  radius: { xs: "3px", sm: "5px", md: "7px", lg: "10px", xl: "16px" },
  cursorType: "pointer",
  focusRing: "auto",
  respectReducedMotion: true,
  components: {
    Anchor: Anchor.extend({ defaultProps: { underline: "hover" } }),
    Badge: Badge.extend({
      defaultProps: { variant: "light", radius: "sm" },
      styles: { root: { textTransform: "none", fontWeight: 560, letterSpacing: 0 } },
    }),
    Button: Button.extend({ defaultProps: { size: "sm" }, styles: { label: { fontWeight: 560 } } }),
    Card: Card.extend({ defaultProps: { withBorder: true, padding: "lg", radius: "lg" } }),
    Paper: Paper.extend({ defaultProps: { radius: "lg" } }),
    Modal: Modal.extend({ defaultProps: { radius: "lg", centered: true } }),
    ModalHeader: innerHeader,
    DrawerHeader: innerHeader,
    Table: Table.extend({ defaultProps: { verticalSpacing: "sm" } }),
    Tooltip: Tooltip.extend({
      defaultProps: { withArrow: true, openDelay: 300, events: { hover: true, focus: true, touch: false } },
    }),
  },
});

/** What Mantine's own values would show too pale: small text keeps a contrast of 4.5 to 1 in light and dark. */
export const cssVariables: CSSVariablesResolver = ({ colors }) => ({
  variables: {},
  light: {
    "--mantine-color-body": stone[0],
    "--mantine-color-text": stone[9],
    "--mantine-color-dimmed": stone[6],
    "--mantine-color-placeholder": stone[6],
    "--mantine-color-default-border": stone[3],
    "--mantine-color-anchor": pine[7],
    "--mantine-color-error": brick[6],
    "--app-surface": "#ffffff",
    "--app-sunken": stone[1],
    "--app-line": stone[2],
    "--app-hover": stone[1],
    "--app-selected": pine[0],
    "--app-nav-text": stone[7],
    "--mantine-color-amber-light-color": amber[7],
    "--mantine-color-red-light-color": brick[7],
    "--mantine-color-pine-light-color": pine[8],
    "--mantine-color-gray-light-color": stone[7],
  },
  dark: {
    "--mantine-color-body": night[8],
    "--mantine-color-dimmed": night[2],
    "--mantine-color-placeholder": night[2],
    "--mantine-color-anchor": pine[3],
    "--mantine-color-error": brick[3],
    "--app-surface": night[7],
    "--app-sunken": night[9],
    "--app-line": night[5],
    "--app-hover": night[6],
    "--app-selected": "#1d2c26",
    "--app-nav-text": night[1],
    "--mantine-color-amber-light-color": colors.amber?.[3] ?? amber[3],
    "--mantine-color-red-light-color": brick[3],
    "--mantine-color-pine-light-color": pine[3],
    "--mantine-color-gray-light-color": night[1],
  },
});
