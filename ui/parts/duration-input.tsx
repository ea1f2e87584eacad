import { TextInput, type TextInputProps } from "@mantine/core";
import { useState } from "react";
import { formatDuration, readDuration } from "../formats/numbers.ts";

type Props = Omit<TextInputProps, "value" | "onChange"> & {
  /** Milliseconds as text; empty when unset. */
  readonly value: string;
  readonly onChange: (value: string) => void;
};

/** A length of time, entered as people write it: `1:30`, `90 s`, `1 h 2 min`, or minutes alone. */
export function DurationInput({ value, onChange, error, ...others }: Props) {
  const [text, setText] = useState(value === "" ? "" : formatDuration(Number(value)));
  const isWrong = text.trim() !== "" && readDuration(text) === undefined;
  const take = (given: string) => {
    setText(given);
    const milliseconds = readDuration(given);
    if (given.trim() === "") onChange("");
    else if (milliseconds !== undefined) onChange(String(milliseconds));
  };
  return (
    <TextInput
      {...others}
      value={text}
      onChange={({ currentTarget }) => take(currentTarget.value)}
      onBlur={(event) => {
        if (!isWrong && value !== "" && text.trim() !== "") setText(formatDuration(Number(value)));
        others.onBlur?.(event);
      }}
      placeholder="m:ss"
      error={isWrong ? "Write it as 1:30, 90 s or 1 h 2 min" : error}
    />
  );
}
