import { pluralise } from "@voice-flow/domain/format/number";
import Link from "next/link";
import { ScrollRegion } from "@/components/scroll-region";
import type { Historical } from "./use-historical";
import { words } from "./words";

type Cells = NonNullable<Historical["heatmap"]>;
/** The notes of one hour of the week; undefined where a cell is the sum of several such hours. */
export type HourLink = (cell: Cells[number]) => string | undefined;

const WEEKDAYS = [
  words.week.mon,
  words.week.tue,
  words.week.wed,
  words.week.thu,
  words.week.fri,
  words.week.sat,
  words.week.sun,
] as const;
const hourInWords = (hour: number) => `${String(hour).padStart(2, "0")}:00`;

/** Notes received by hour of the week, in the reader's zone. The darker, the more; the number is in each cell's words. */
export function WeekHeatmap({ cells, hrefOf }: { cells: Cells; hrefOf: HourLink }) {
  const most = Math.max(0, ...cells.map(({ received }) => received));
  const busiest = cells.find(({ received }) => received === most);
  return (
    <div className="flex flex-1 flex-col gap-2 px-4 pt-2 pb-3">
      <p className="h-5 truncate text-xs text-muted-foreground">
        {busiest === undefined || most === 0
          ? words.week.none
          : words.week.busiest(WEEKDAYS[busiest.weekday], hourInWords(busiest.hour), pluralise(most, "note"))}
      </p>
      <ScrollRegion label={words.week.title}>
        <table className="w-full min-w-[40rem] table-fixed border-separate border-spacing-0.5 text-2xs text-muted-foreground">
          <thead>
            <tr>
              <th scope="col" className="w-9">
                <span className="sr-only">{words.week.day}</span>
              </th>
              {Array.from({ length: 24 }, (_, hour) => (
                <th key={hourInWords(hour)} scope="col" className="text-left font-normal">
                  {hour % 3 === 0 ? hourInWords(hour).slice(0, 2) : <span className="sr-only">{hour}</span>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {WEEKDAYS.map((weekday, index) => (
              <tr key={weekday}>
                <th scope="row" className="text-left font-normal">
                  {weekday}
                </th>
                {cells
                  .filter((cell) => cell.weekday === index)
                  .map((cell) => (
                    <HourCell key={cell.hour} cell={cell} most={most} href={hrefOf(cell)} />
                  ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </div>
  );
}

function HourCell({ cell, most, href }: { cell: Cells[number]; most: number; href: string | undefined }) {
  const { weekday, hour, received, failed } = cell;
  const sentence = words.week.cell(WEEKDAYS[weekday], hourInWords(hour), pluralise(received, "note"), failed);
  return (
    <td
      title={sentence}
      className="h-4.5 overflow-hidden rounded-xs bg-muted p-0"
      style={
        received === 0
          ? undefined
          : {
              backgroundColor: `color-mix(in oklab, var(--tone-info-solid) ${20 + (received / most) * 80}%, var(--muted))`,
            }
      }
    >
      {href === undefined || received === 0 ? (
        <span className="sr-only">{received}</span>
      ) : (
        <Link href={href} prefetch={false} className="block size-full -outline-offset-2">
          <span className="sr-only">{sentence}</span>
        </Link>
      )}
    </td>
  );
}
