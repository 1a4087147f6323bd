import { useId } from "react";
import { cn } from "@/lib/cn";
import { Input } from "./ui/input";

const MAX_REASON = 500;

type ReasonFieldProps = {
  label: string;
  value: string;
  onChange: (reason: string) => void;
  className?: string;
};

/** Why something is done, for the record. */
export function ReasonField({ label, value, onChange, className }: ReasonFieldProps) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="block text-xs text-muted-foreground">
        {label}
      </label>
      <Input
        id={id}
        value={value}
        maxLength={MAX_REASON}
        onChange={({ target }) => onChange(target.value)}
        className={cn("mt-1 h-8 text-13", className)}
      />
    </div>
  );
}
