/** Colours of series. The legend and the line above a chart name them: a colour is never the only name. */
export const SERIES_COLORS = {
  success: {
    bar: "bg-tone-success-solid",
    stroke: "stroke-tone-success-solid",
    fill: "fill-tone-success-solid",
  },
  danger: { bar: "bg-tone-danger-solid", stroke: "stroke-tone-danger-solid", fill: "fill-tone-danger-solid" },
  info: { bar: "bg-tone-info-solid", stroke: "stroke-tone-info-solid", fill: "fill-tone-info-solid" },
  attention: {
    bar: "bg-tone-attention-solid",
    stroke: "stroke-tone-attention-solid",
    fill: "fill-tone-attention-solid",
  },
  warning: {
    bar: "bg-tone-warning-solid",
    stroke: "stroke-tone-warning-solid",
    fill: "fill-tone-warning-solid",
  },
  teal: { bar: "bg-teal-500", stroke: "stroke-teal-500", fill: "fill-teal-500" },
} as const;
export type SeriesColor = keyof typeof SERIES_COLORS;
