import { TextInput, type TextInputProps } from "@mantine/core";
import { type Moment, readMoment } from "../formats/dates.ts";

type Props = Omit<TextInputProps, "value" | "onChange" | "type"> & {
  readonly value: Moment | null | undefined;
  /** Gives epoch milliseconds; undefined when emptied. */
  readonly onChange: (at: number | undefined) => void;
};

/** A day and time in the viewer's time zone, by the browser's own control. */
export function MomentInput({ value, onChange, ...others }: Props) {
  return (
    <TextInput
      {...others}
      type="datetime-local"
      step={60}
      value={localText(value)}
      onChange={({ currentTarget }) => {
        const at = new Date(currentTarget.value).getTime();
        onChange(Number.isNaN(at) ? undefined : at);
      }}
    />
  );
}

/** A moment as the browser's control wants it: local time without a zone. */
function localText(value: Moment | null | undefined): string {
  const milliseconds = readMoment(value);
  if (milliseconds === undefined) return "";
  const local = new Date(milliseconds - new Date(milliseconds).getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}
