import { KNOWN_MODELS } from "@voice-flow/domain/ai-models/known-models";
import type { PriceUnit } from "@voice-flow/domain/ai-models/model";
import { formatMicroDollars } from "@voice-flow/domain/format/money";
import { formatDate } from "@voice-flow/domain/format/time";
import { Panel } from "@/components/panel";
import { ScrollRegion } from "@/components/scroll-region";
import { TableHead } from "@/components/table-head";

const UNIT_WORDS = {
  input_tokens: "a million input tokens",
  cached_input_tokens: "a million cached input tokens",
  output_tokens: "a million output tokens",
  audio_minutes: "a minute of audio",
} as const satisfies Record<PriceUnit, string>;

const PRICES = KNOWN_MODELS.flatMap(({ provider, model, prices }) =>
  prices.map((price) => ({ provider, model, ...price })),
);
const HEADINGS = ["Provider", "Model", "Price", "For", "In force since"] as const;

/** What calls are charged at. Prices belong to the code, so that every cost can be explained later. */
export function Prices() {
  return (
    <Panel title="Prices">
      <p className="max-w-prose px-4 py-3 text-pretty text-muted-foreground">
        Prices are read only here: they come with the deployment. A price that changes gets a new row with the
        day from which it holds, so that what notes have cost before stays as it was.
      </p>
      <ScrollRegion label="Prices" className="border-t">
        <table className="w-full text-left">
          <caption className="sr-only">Prices by model and unit</caption>
          <TableHead headings={HEADINGS} />
          <tbody className="divide-y">
            {PRICES.map(({ provider, model, unit, microDollars, effectiveFrom }) => (
              <tr key={`${provider} ${model} ${unit} ${effectiveFrom}`}>
                <td className="px-4 py-2">{provider}</td>
                <td className="px-4 py-2 font-mono text-xs whitespace-nowrap">{model}</td>
                <td className="px-4 py-2 tabular">{formatMicroDollars(microDollars)}</td>
                <td className="px-4 py-2 whitespace-nowrap">{UNIT_WORDS[unit]}</td>
                <td className="px-4 py-2 whitespace-nowrap tabular">{formatDate(effectiveFrom, "UTC")}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </Panel>
  );
}
