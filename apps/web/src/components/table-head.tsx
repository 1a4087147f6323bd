import { cn } from "@/lib/cn";

type TableHeadProps = {
  headings: readonly string[];
  /** Names under the first heading, numbers under the others: aligns the columns to the right. */
  areNumbers?: boolean;
};

/** The headings of a table. An empty one stands over the column of buttons, and only screen readers read it. */
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
            {heading === "" ? <span className="sr-only">Actions</span> : heading}
          </th>
        ))}
      </tr>
    </thead>
  );
}
