/** The line that the recording process prints once its history takes polls. */
export const HISTORY_IS_OPEN = "The history is open";
