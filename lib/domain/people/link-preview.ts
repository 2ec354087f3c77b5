/** The picture that a chat shows of a link: its size in pixels, and what stands in for it where it is not seen. */
export const LINK_PREVIEW = {
  width: 1_200,
  height: 630,
  alt: "How many GPU clusters there are, and how many of them need attention, at the moment the link was posted",
};
