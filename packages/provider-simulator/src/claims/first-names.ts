import { fold } from "./words";

/** First names common on Irish and English team sheets; with them a name that is on no roster is still seen as a name. */
const FIRST_NAMES = `
  Aaron Adam Aidan Ailbhe Aine Áine Aisling Alan Alannah Albert Alex Alfie Alice Amelia Amy Andrew Anna Annie Anthony Aodhán
  Aoibhe Aoibheann Aoibhinn Aoife Archie Arthur Ava Barry Beth Ben Bláthnaid Brendan Brian Bríd Bridget Brigid Bronagh
  Caitlín Callum Cara Carl Caoilfhionn Caoimhe Caolan Cathal Catherine Charlie Charlotte Chloe Chris Cian Ciara Ciarán
  Cillian Clíona Clodagh Colm Conall Conn Connor Conor Cormac Craig Críona Cúán Daire Dan Daniel Dara Darragh David Dearbhla
  Declan Deirdre Dermot Diarmuid Dónal Donnacha Dylan Eabha Éabha Éadaoin Edward Eileen Eimear Éilís Ella Ellen Ellie Emer
  Emily Emma Eoghan Eoin Eric Erin Ethan Étaín Eva Evan Eve Fearghal Fergal Fergus Fiachra Fiadh Finbarr Finn Fionn Fionnuala
  Fiona Freya Gareth Gary Gavin George Gearóid Gráinne Gemma Hannah Harry Hazel Heather Helen Henry Holly Hugh Ian Isabelle
  Isla Jack Jake James Jamie Jane Jason Jennifer Jessica Joan Joe John Jonathan Joseph Josh Julie Karen Kate Katie Keelan Keith
  Kelly Kevin Kieran Killian Laoise Lara Laura Lauren Leah Lee Liam Lily Lisa Lorcan Louise Lucy Luke Maeve Máire Malachy
  Maria Mark Martin Mary Matthew Max Megan Mia Michael Michelle Micheál Mícheál Mike Molly Muireann Muiris Naoise Naomi
  Nathan Neasa Neil Neve Niall Niamh Nicola Noah Noel Nora Odhrán Oisín Olivia Oran Órla Orla Orlaith Oscar Owen Pádraig
  Padraic Pat Patrick Paul Peadar Peter Philip Rachel Rebecca Rhys Rían Rory Róisín Rónán Ronan Ruairí Ruby Ryan Sadhbh Sam
  Samuel Saoirse Sara Sarah Scott Seamus Séamus Sean Seán Shane Shaun Shauna Shawn Shay Siobhán Síofra Sinéad Sophia Sophie
  Sorcha Stephen Steven Tadhg Tara Thomas Tiernan Tim Toby Tom Tomás Tommy Tony Ultan Úna Victoria Vincent Will William
  Xavier Zach Zara Zoe`;

const foldedFirstNames = new Set(FIRST_NAMES.trim().split(/\s+/).map(fold));

export const isFirstName = (word: string): boolean => foldedFirstNames.has(fold(word));

/** Names that are also everyday words: they count as names only where they are written as one and used as one. */
const EVERYDAY_WORDS = new Set(
  "art bill carl chance dean faith frank grace grant hope jack joy june lee mark may mike pat penny ray rob rose sunny tara will".split(
    " ",
  ),
);

export const isEverydayWord = (word: string): boolean => EVERYDAY_WORDS.has(fold(word));

/** Spellings that sound alike, as transcribers write them. The first of each group is only the first. */
const SAME_SOUND: readonly (readonly string[])[] = [
  ["sean", "shawn", "shaun"],
  ["niamh", "neve", "neave", "nieve"],
  ["aoife", "eefa", "efa"],
  ["cian", "kian", "keane", "kean"],
  ["caoimhe", "keeva", "kweeva", "queeva", "keva"],
  ["tadhg", "tige", "teague"],
  ["roisin", "rosheen", "rosin"],
  ["oisin", "usheen", "osheen"],
  ["siobhan", "shivaun", "chevonne"],
  ["ciara", "keira", "kiera"],
  ["eoin", "owen", "eoghan"],
  ["byrne", "burn", "burne", "byrnes"],
  ["doyle", "doyl"],
  ["daly", "daley", "dailey"],
  ["kelly", "kelley"],
  ["walsh", "walshe"],
  ["burke", "bourke"],
  ["murphy", "murphey"],
];

const soundOf = new Map(
  SAME_SOUND.flatMap(([first = "", ...rest]) => [first, ...rest].map((name) => [name, first])),
);

/** The same key for spellings that sound the same: Seán, Sean and Shawn; Niamh and Neve. */
export function nameKey(word: string): string {
  const folded = fold(word);
  return soundOf.get(folded) ?? folded;
}
