/** The coaches and children of the labelled notes. All of them are invented. */
import { squad } from "../src/labels/squad";

export const hurling = squad({
  sport: "hurling",
  coach: "Pat Kenny",
  coaches: ["Sarah Daly", "Declan Roche"],
  teams: {
    "U14 Hurling":
      "Seán Byrne, Dean Burke, Cian Doyle, Tadhg Murphy, Oisín Ó Conaill, Fionn Brady, Eoghan Power, Donnacha Hayes, Rory Lynch, Conor Fahy, Alex Nolan, Jack Ryan, Will Keane, Art Gleeson",
    "U12 Hurling":
      "Alex Murphy, Luke Doyle, Shane Egan, Darragh Lacey, Ryan Hayes, Joe Tobin, Ben Daly, Mark Lynch",
  },
});

export const camogie = squad({
  sport: "camogie",
  coach: "Maura Tierney",
  coaches: ["Orlaith Fox", "Sarah Nolan"],
  teams: {
    "U14 Camogie":
      "Aoife Kelly, Niamh Walsh, Emma Byrne, Saoirse Brennan, Caoimhe Ní Bhriain, Grace Power, Joy Adeyemi, May Corrigan, Róisín Daly, Sadhbh Quinlan, Ella Hogan, Éabha Nestor, Mary Kate|Walsh",
    "U16 Camogie":
      "Aoife Brennan, Emma Walsh, Ciara Quinn, Kate Casey, Laoise Mac Mahon, Niamh Ward, Sinéad Fahy, Rose Lavelle",
  },
});

export const football = squad({
  sport: "football",
  coach: "Brian Mulvey",
  coaches: ["Tommy Gill", "Gráinne Foy"],
  teams: {
    "U13 Football":
      "Cathal McGrath, Pádraig Hynes, Patrick O'Sullivan, Daniel Foley, Daithí Whelan, Michael Moran, Diarmuid Egan, John Paul|Reid, Liam Carey, Killian Roche, Ciarán Quinn, James Ryan, Mark Healy, Adam Okafor",
    "U15 Football":
      "Micheál Ó Sé, Tom Breen, Tomás Breen, Ryan Clancy, Jack McGrath, Liam Whelan, Conor Daly, Rian Keogh, Evan Boland",
  },
});

export const ladies = squad({
  sport: "ladies_football",
  coach: "Deirdre Hanley",
  coaches: ["Paul Fay", "Ciara Boyle"],
  teams: {
    "U15 Ladies":
      "Abigail Moran, Siobhán Glynn, Clodagh Ward, Aisling Burke, Katie Duggan, Sorcha Fay, Hope Lavin, Faith Okoro, Muireann Joyce, Orla Reid, Anne-Marie|Doyle, Leah Gorman",
    "U17 Ladies":
      "Ashling Tierney, Kate Duggan, Victoria Healy, Meabh Cullen, Eimear O'Sullivan, Orla Keane, Sarah Fay, Dawn Redmond",
  },
});

export const soccer = squad({
  sport: "soccer",
  coach: "Gary Whelan",
  coaches: ["Steve Mooney", "Lorna Pike"],
  teams: {
    "U13 Blue":
      "Kyle Brogan, Leo Farrelly, Josh Nugent, Daniel Kowalski, Jakub Nowak, Ethan Price, Noah Bright, Max Power, Chidi Eze, Luca Ferrari, Alex Byrne, Charlie Sweeney, Evan Long",
    "U11 Red":
      "Mason Best, Cody Flood, Alex Walsh, Sam Daly, Tyler Moore, Leo Grant, Billy Nugent, Rocco Dunne",
  },
});

export const girlsSoccer = squad({
  sport: "soccer",
  coach: "Jenny Cahill",
  coaches: ["Mick Flood", "Aoife Sheridan"],
  teams: {
    "U14 Girls":
      "Robyn Hickey, Zoe Kavanagh, Chloe Flynn, Sophie Molloy, Hannah Tighe, Ruby Shaw, Amber Field, Holly Banks, Ellie Mooney, Iris O'Toole, Lily Rose|Dunne, Tara Whitty",
    "U12 Girls":
      "Sophie Grant, Hannah Reilly, Ella Mooney, Summer Doran, Skye Molloy, Penny Lawlor, Nadia Haddad, Chloe Byrne",
  },
});

/** Built so that nearly every first name and many surnames can mean two children. */
export const namesakes = squad({
  sport: "football",
  coach: "Ger Mannion",
  coaches: ["Noel Rafter", "Alex Tuohy"],
  teams: {
    "U16 Football":
      "Seán Murphy, Shaun Kelly, Eoin Burke, Alex Murphy, Jack Murphy, Aaron Casey, Ryan Hayes, Ben Daly, Cormac Kelly, Darragh Nolan",
    "U14 Football":
      "Seán Nolan, Owen Burke, Alex Nolan, Jack Molloy, Casey Aherne, Tom Ryan, Ben Daly (2), Michael Kelly, Mikey Nolan",
  },
});

export const academy = squad({
  sport: "other",
  coach: "Fidelma Crowe",
  coaches: ["Tony Spillane"],
  teams: {
    "U8 Academy":
      "Tommy Spillane, Evie Nash, Finn Doherty, Robyn Crowe, Cara Devane, Paudie Lacey, Sive Lacey, Bobby Keating",
  },
});
