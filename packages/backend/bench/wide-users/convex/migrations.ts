// The product's own, run on a store that holds nothing but people.
export { joinUsers, splitUsers } from "../../../convex/migrations";
