import { Stack, Text, ThemeIcon, Title } from "@mantine/core";
import type { ComponentType, ReactNode } from "react";

type Props = {
  readonly icon: ComponentType<{ width?: number; "aria-hidden"?: boolean }>;
  readonly title: string;
  readonly children?: ReactNode;
  /** What to do about it: a button. */
  readonly action?: ReactNode;
};

/** Says that there is nothing, why, and what to do about it. */
export function EmptyState({ icon: Icon, title, children, action }: Props) {
  return (
    <Stack align="center" gap="xs" py={56} px="md" ta="center">
      <ThemeIcon variant="light" color="gray" size={48} radius="xl">
        <Icon width={24} aria-hidden />
      </ThemeIcon>
      <Title order={2} mt="xs">
        {title}
      </Title>
      {children !== undefined && (
        <Text c="dimmed" maw={420}>
          {children}
        </Text>
      )}
      {action !== undefined && <div style={{ marginTop: 12 }}>{action}</div>}
    </Stack>
  );
}
