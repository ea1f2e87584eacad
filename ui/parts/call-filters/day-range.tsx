import "@mantine/dates/styles.css";
import { DatePicker } from "@mantine/dates";

type Days = { readonly from: string | undefined; readonly to: string | undefined };
type Props = Days & { readonly onChange: (days: Days) => void };

/** A first and a last day, chosen from a calendar. */
export function DayRange({ from, to, onChange }: Props) {
  return (
    <DatePicker
      type="range"
      allowSingleDateInRange
      value={[from ?? null, to ?? null]}
      onChange={([first, last]) => onChange({ from: first ?? undefined, to: last ?? undefined })}
      firstDayOfWeek={1}
      hideOutsideDates
      weekendDays={[]}
      ariaLabels={{
        previousMonth: "Month before",
        nextMonth: "Month after",
        nextYear: "Year after",
        previousYear: "Year before",
      }}
    />
  );
}
