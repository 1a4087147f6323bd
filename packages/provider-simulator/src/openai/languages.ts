/** What the transcribers can be told to expect, and how they name it; from the provider's own list, where Irish is missing. */
const CODES =
  "af ar az be bg bs ca cs cy da de el en es et fa fi fr gl he hi hr hu hy id is it ja kk kn ko lt lv mi mk mr ms ne nl no pl pt ro ru sk sl sr sv sw ta th tl tr uk ur vi zh".split(
    " ",
  );

const names = new Intl.DisplayNames("en", { type: "language" });

/** "en" is "english"; undefined for what is not on the list. */
export const languageNameOf = (code: string): string | undefined =>
  CODES.includes(code) ? names.of(code)?.toLowerCase() : undefined;
