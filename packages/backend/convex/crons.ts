import { cronJobs } from "convex/server";
import { BACKGROUND_JOBS } from "./models/backgroundJobs";

const crons = cronJobs();

for (const [name, { schedule, run }] of Object.entries(BACKGROUND_JOBS)) {
  switch (schedule.kind) {
    case "interval":
      crons.interval(name, { minutes: schedule.minutes }, run, {});
      break;
    case "hourly":
      crons.hourly(name, { minuteUTC: schedule.minuteUTC }, run, {});
      break;
    case "daily":
      crons.daily(name, { hourUTC: schedule.hourUTC, minuteUTC: schedule.minuteUTC }, run, {});
      break;
    default:
      schedule satisfies never;
  }
}

export default crons;
