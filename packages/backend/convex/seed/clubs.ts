/** The people of a demonstration: three clubs, six teams, about sixty players, eight coaches. All of them are invented. */
import type { ClaimTopic } from "@voice-flow/domain/vocabulary/notes";

export interface SeedTeam {
  name: string;
  ageGroup: string;
  sport: string;
  /** "First Last", one to a player. */
  players: readonly string[];
}

export interface SeedClub {
  name: string;
  slug: string;
  shortNames: readonly string[];
  autoApplyTopics: readonly ClaimTopic[];
  teams: readonly SeedTeam[];
}

export interface SeedCoach {
  firstName: string;
  lastName: string;
  /** E.164 */
  phone: string;
  /** Names of teams; of several clubs for a coach who has several. */
  teams: readonly string[];
  /** How much of the notes they send. */
  share: number;
}

export const SEED_CLUBS: readonly SeedClub[] = [
  {
    name: "Grange GAA",
    slug: "grange-gaa",
    shortNames: ["Grange"],
    autoApplyTopics: ["attendance", "skill_progress"],
    teams: [
      {
        name: "U12 Gold",
        ageGroup: "u12",
        sport: "gaelic football",
        // Two are called Alex, so that a note has somebody to ask about.
        players: [
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
        ],
      },
      {
        name: "Senior Hurlers",
        ageGroup: "senior",
        sport: "hurling",
        players: [
          "Darragh Keane",
          "Conor Hayes",
          "Eoin Brennan",
          "Fergal O'Brien",
          "Diarmuid Casey",
          "Pádraig Flynn",
          "Ruairí Tobin",
          "Colm McGrath",
          "Donal Hickey",
          "Lorcan Power",
        ],
      },
    ],
  },
  {
    name: "St. Brigid's Camogie",
    slug: "st-brigids-camogie",
    shortNames: ["Brigid's", "St. Brigid's"],
    autoApplyTopics: [],
    teams: [
      {
        name: "U14 Camogie",
        ageGroup: "u14",
        sport: "camogie",
        players: [
          "Saoirse Kavanagh",
          "Clodagh Moran",
          "Emma Fitzgerald",
          "Gráinne Power",
          "Sadhbh Lynch",
          "Orla Dunne",
          "Ciara Foley",
          "Méabh Quinn",
          "Éabha Healy",
          "Aisling Roche",
        ],
      },
      {
        name: "U16 Camogie",
        ageGroup: "u16",
        sport: "camogie",
        players: [
          "Siobhán Barry",
          "Laoise Cullen",
          "Muireann Nagle",
          "Katie O'Shea",
          "Dearbhla Kenny",
          "Fiadh Collins",
          "Ailbhe Sheehan",
          "Sinéad Mulcahy",
          "Bríd Landers",
          "Doireann Whelan",
        ],
      },
    ],
  },
  {
    name: "Riverside Rovers",
    slug: "riverside-rovers",
    shortNames: ["Rovers", "Riverside"],
    autoApplyTopics: ["attendance"],
    teams: [
      {
        name: "U10 Rovers",
        ageGroup: "u10",
        sport: "soccer",
        players: [
          "Stephen Molloy",
          "Jack Delaney",
          "Finn Harte",
          "Ella Madden",
          "Noah Geraghty",
          "Lily Cronin",
          "Rian Tierney",
          "Holly Sweeney",
          "Charlie Nugent",
          "Zoe Farrell",
        ],
      },
      {
        name: "U15 Rovers",
        ageGroup: "u15",
        sport: "soccer",
        players: [
          "Jamie Lawlor",
          "Adam Greene",
          "Callum Reddy",
          "Ben Hogan",
          "Tom Carmody",
          "Luke Kinsella",
          "Matthew Dowling",
          "Daniel Prior",
          "Shane Egan",
          "Dean Martin",
        ],
      },
    ],
  },
];

export const SEED_COACHES: readonly SeedCoach[] = [
  { firstName: "Carla", lastName: "Brady", phone: "+353861000001", teams: ["U12 Gold"], share: 5 },
  { firstName: "Martin", lastName: "Dolan", phone: "+353861000002", teams: ["U12 Gold"], share: 3 },
  { firstName: "Peadar", lastName: "Joyce", phone: "+353861000003", teams: ["Senior Hurlers"], share: 4 },
  { firstName: "Gráinne", lastName: "Tuohy", phone: "+353861000004", teams: ["U14 Camogie"], share: 4 },
  { firstName: "Helen", lastName: "Crowe", phone: "+353861000005", teams: ["U16 Camogie"], share: 3 },
  { firstName: "Declan", lastName: "Furlong", phone: "+353861000006", teams: ["U10 Rovers"], share: 3 },
  { firstName: "Yvonne", lastName: "Shiels", phone: "+353861000007", teams: ["U15 Rovers"], share: 2 },
  // Coach of two clubs: her notes have to be routed.
  {
    firstName: "Nuala",
    lastName: "Keogh",
    phone: "+353861000008",
    teams: ["U12 Gold", "U14 Camogie"],
    share: 2,
  },
];

export const STAFF_EMAIL = "staff@voiceflow.test";
export const COACH_EMAIL = "coach@voiceflow.test";
/** The coach who has an account on the web. */
export const COACH_WITH_ACCOUNT = "+353861000001";
