import { useId } from "react";
import { Input } from "@/components/ui/input";

const MAX_REASON = 500;

/** Why something is changed, for the record. */
export function ReasonField({ value, onChange }: { value: string; onChange: (reason: string) => void }) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="block text-xs text-muted-foreground">
        Why (no names of children; optional)
      </label>
      <Input
        id={id}
        value={value}
        maxLength={MAX_REASON}
        onChange={({ target }) => onChange(target.value)}
        className="mt-1 h-8 text-13"
      />
    </div>
  );
}
