import { cn } from "@/lib/cn";

type TableHeadProps = {
  headings: readonly string[];
  /** Under the first heading stand names, under the others numbers: the table is set to the right. */
  areNumbers?: boolean;
};

/** The headings of a table. An empty one is of the column of buttons: it is only read out. */
export function TableHead({ headings, areNumbers = false }: TableHeadProps) {
  return (
    <thead>
      <tr className="border-b text-xs text-muted-foreground">
        {headings.map((heading, index) => (
          <th
            key={heading}
            scope="col"
            className={cn(
              "px-4 py-2 font-medium whitespace-nowrap",
              areNumbers && index === 0 && "text-left",
            )}
          >
            {heading === "" ? <span className="sr-only">Acts</span> : heading}
          </th>
        ))}
      </tr>
    </thead>
  );
}
