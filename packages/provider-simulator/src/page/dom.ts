type Child = Node | string | null;

interface Properties {
  readonly class?: string;
  readonly attributes?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly onClick?: () => void;
}

/** A new element. Attributes that are false or undefined are left out. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  { class: className, attributes = {}, onClick }: Properties = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const node = document.createElement(tag);
  if (className) node.className = className;
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) node.setAttribute(name, value === true ? "" : String(value));
  }
  if (onClick) node.addEventListener("click", onClick);
  node.append(...children.filter((child) => child !== null));
  return node;
}

/** The element of the page with this id. Throws where there is none or it is of another kind. */
export function byId<Kind extends HTMLElement>(id: string, kind: new () => Kind): Kind {
  const node = document.getElementById(id);
  if (!(node instanceof kind)) throw new Error(`The page has no ${kind.name} with the id "${id}".`);
  return node;
}

const ICON_PATHS = {
  play: "M8 5.5v13l10.5-6.5z",
  pause: "M7 5h3.5v14H7zM13.5 5H17v14h-3.5z",
  reply: "M10 9V5l-7 7 7 7v-4.1c5 0 8.5 1.6 11 5.1-1-5-4-10-11-11z",
  send: "M4 20.2 21 12 4 3.8v6.4l11 1.8-11 1.8z",
  microphone:
    "M12 15a3 3 0 0 0 3-3V6a3 3 0 0 0-6 0v6a3 3 0 0 0 3 3zm5.3-3a5.3 5.3 0 0 1-10.6 0H5a7 7 0 0 0 6 6.9V22h2v-3.1a7 7 0 0 0 6-6.9z",
  stop: "M6.5 6.5h11v11h-11z",
  close:
    "M18.3 7.1 16.9 5.7 12 10.6 7.1 5.7 5.7 7.1l4.9 4.9-4.9 4.9 1.4 1.4 4.9-4.9 4.9 4.9 1.4-1.4-4.9-4.9z",
  clock:
    "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zm0 16a7 7 0 1 1 0-14 7 7 0 0 1 0 14zm.8-11h-1.6v5l4.2 2.5.8-1.3-3.4-2z",
  tick: "M9.5 17.6 4 12.1l1.5-1.5 4 4L18.4 5.7l1.5 1.5z",
  ticks:
    "M6.8 17.6 1.3 12.1l1.5-1.5 4 4 1.1-1.1 1.5 1.5zM12.2 17.6 8.3 13.7l1.5-1.5 2.4 2.4 8.9-8.9 1.5 1.5z",
  warning: "M12 3 1.5 21h21zm0 5.5 6.6 10.7H5.4zM11 12h2v3.5h-2zm0 4.5h2v2h-2z",
} as const;

export type IconName = keyof typeof ICON_PATHS;

const SVG = "http://www.w3.org/2000/svg";

/** A decorative icon in the colour of the text. */
export function icon(name: IconName): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  for (const [attribute, value] of [
    ["viewBox", "0 0 24 24"],
    ["class", "icon"],
    ["aria-hidden", "true"],
  ] as const) {
    svg.setAttribute(attribute, value);
  }
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", ICON_PATHS[name]);
  svg.append(path);
  return svg;
}
