import { localStorageColorSchemeManager, MantineProvider } from "@mantine/core";
import { ModalsProvider } from "@mantine/modals";
import { Notifications } from "@mantine/notifications";
import { type QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { ErrorBoundary } from "./parts/error-boundary.tsx";
import { Entrance } from "./session/entrance.tsx";
import { cssVariables, theme } from "./theme/theme.ts";

const colorSchemes = localStorageColorSchemeManager({ key: "trunkline-color-scheme" });

/** The whole app: look, server state, messages, and behind the entrance the pages. */
export function App({ client }: { readonly client: QueryClient }) {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      colorSchemeManager={colorSchemes}
    >
      <QueryClientProvider client={client}>
        <ModalsProvider>
          <Notifications position="bottom-right" limit={4} />
          <ErrorBoundary>
            <Entrance />
          </ErrorBoundary>
        </ModalsProvider>
      </QueryClientProvider>
    </MantineProvider>
  );
}
