import { Tabs } from "@mantine/core";
import type { ComponentType } from "react";
import { useLocation } from "wouter";
import { Page } from "../../parts/page.tsx";
import type { Permissions } from "../../session/permissions.ts";
import { usePermissions } from "../../session/session.ts";
import { ForbiddenPage } from "../forbidden-page.tsx";
import { CallTypesTab, OutcomesTab } from "./call-choices-tab.tsx";
import { LabelsTab } from "./labels-tab.tsx";
import { OwnersTab } from "./owners-tab.tsx";
import { PipelinesTab } from "./pipelines-tab.tsx";
import { PropertiesTab } from "./properties-tab.tsx";
import classes from "./settings.module.css";
import { TokensTab } from "./tokens-tab.tsx";

type Tab = {
  readonly name: string;
  readonly label: string;
  readonly content: ComponentType;
  readonly allowed: (permissions: Permissions) => boolean;
};

const tabs: readonly Tab[] = [
  { name: "outcomes", label: "Outcomes", content: OutcomesTab, allowed: (may) => may.canRead("calls") },
  { name: "call-types", label: "Call types", content: CallTypesTab, allowed: (may) => may.canRead("calls") },
  { name: "owners", label: "Owners", content: OwnersTab, allowed: (may) => may.has("crm.objects.owners.read") },
  { name: "properties", label: "Properties", content: PropertiesTab, allowed: () => true },
  { name: "labels", label: "Association labels", content: LabelsTab, allowed: (may) => may.canRead("calls") },
  {
    name: "pipelines",
    label: "Pipelines",
    content: PipelinesTab,
    allowed: (may) => may.canRead("deals") || may.canRead("tickets"),
  },
  { name: "tokens", label: "Access tokens", content: TokensTab, allowed: (may) => may.has("trunkline.tokens.read") },
];

/** What a portal's people set up themselves. Each part has an address: `/settings/tokens`. */
export function SettingsPage() {
  const [path, navigate] = useLocation();
  const permissions = usePermissions();
  const offered = tabs.filter(({ allowed }) => allowed(permissions));
  const named = path.split("/")[2] ?? "";
  const tab = named === "" ? offered[0] : offered.find(({ name }) => name === named);
  if (tab === undefined) return <ForbiddenPage />;
  const Content = tab.content;
  return (
    <Page title={named === "" ? "Settings" : tab.label} heading="Settings">
      <Tabs value={tab.name} onChange={(name) => navigate(`/settings/${name}`)} keepMounted={false}>
        <Tabs.List mb="lg" className={classes.tabs}>
          {offered.map(({ name, label }) => (
            <Tabs.Tab key={name} value={name}>
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={tab.name}>
          <Content />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
