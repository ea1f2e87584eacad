import { Stack, Text, ThemeIcon, Title } from "@mantine/core";
import type { ReactNode } from "react";
import type { Icon } from "../data/object-types.ts";

type Props = {
  readonly icon: Icon;
  readonly title: string;
  readonly children?: ReactNode;
  /** What to do about it: a button. */
  readonly action?: ReactNode;
};

/** Says that there is nothing, why, and what to do about it. */
export function EmptyState({ icon: Shape, title, children, action }: Props) {
  return (
    <Stack align="center" gap="xs" py={56} px="md" ta="center">
      <ThemeIcon variant="light" color="gray" size={48} radius="xl">
        <Shape width={24} aria-hidden />
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
