import type { ClaimsRequest } from "./contract";

const NAMES = [
  "Aoife Kelly",
  "Seán Byrne",
  "Niamh Walsh",
  "Cian Murphy",
  "Alex Murphy",
  "Alex Nolan",
  "Caoimhe Ryan",
  "Tadhg Doyle",
  "Róisín Burke",
  "Oisín Daly",
];

/** A request about the team whose players the samples speak of. */
export const requestFor = (transcript: string): ClaimsRequest => ({
  transcript,
  roster: NAMES.map((name) => ({ playerId: name, name, teamName: "U12 Gold", ageGroup: "U12" })),
  teams: [{ teamId: "team-gold", name: "U12 Gold" }],
  coachName: "Pat Kenny",
  noteType: "training",
});
