"use client";

import { useEffect, useRef } from "react";

type SelectBoxProps = {
  label: string;
  isChecked: boolean;
  /** Some of what it stands for is selected. */
  isPartly?: boolean;
  onPress: (isShift: boolean) => void;
};

/** A box that selects notes. It stands over the button that reaches across the row; a phone has no room for it. */
export function SelectBox({ label, isChecked, isPartly = false, onPress }: SelectBoxProps) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current) {
      box.current.indeterminate = isPartly;
    }
  }, [isPartly]);
  return (
    <label className="relative z-10 -my-1.5 -ml-1.5 hidden p-1.5 md:block">
      <input
        ref={box}
        type="checkbox"
        aria-label={label}
        checked={isChecked}
        // Shift would select the text between the boxes as well.
        onMouseDown={(event) => (event.shiftKey ? event.preventDefault() : undefined)}
        onChange={({ nativeEvent }) => onPress(nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)}
        className="block size-3.5 accent-brand"
      />
    </label>
  );
}
