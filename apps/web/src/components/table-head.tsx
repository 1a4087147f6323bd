type TableHeadProps = {
  headings: readonly string[];
};

/** The headings of a table. An empty one is of the column of buttons: it is only read out. */
export function TableHead({ headings }: TableHeadProps) {
  return (
    <thead>
      <tr className="border-b text-xs text-muted-foreground">
        {headings.map((heading) => (
          <th key={heading} scope="col" className="px-4 py-2 font-medium whitespace-nowrap">
            {heading === "" ? <span className="sr-only">Acts</span> : heading}
          </th>
        ))}
      </tr>
    </thead>
  );
}
