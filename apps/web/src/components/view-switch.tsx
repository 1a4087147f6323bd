import { Button } from "@/components/ui/button";

type ViewSwitchProps<View extends string> = {
  views: readonly View[];
  labels: Readonly<Record<View, string>>;
  value: View;
  onChange: (view: View) => void;
};

/** Which one of a page's views is shown. */
export function ViewSwitch<View extends string>({ views, labels, value, onChange }: ViewSwitchProps<View>) {
  return (
    <fieldset aria-label="View" className="flex flex-wrap gap-1">
      {views.map((each) => (
        <Button
          key={each}
          size="sm"
          variant={each === value ? "outline" : "ghost"}
          aria-pressed={each === value}
          onClick={() => onChange(each)}
        >
          {labels[each]}
        </Button>
      ))}
    </fieldset>
  );
}
