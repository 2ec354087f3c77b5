/** The element with this attribute gets the focus on `/`. */
export const SEARCH_ATTRIBUTE = "data-search";
