/** Whether somebody is signing out here: then the end of the session is no surprise, and nobody is led back to this page. */
let isUnderWay = false;

export const leaving = {
  begin: () => {
    isUnderWay = true;
  },
  giveUp: () => {
    isUnderWay = false;
  },
  isUnderWay: () => isUnderWay,
};
