/** The picture that chats show for a link: its size in pixels, and its alternative text. */
export const LINK_PREVIEW = {
  width: 1_200,
  height: 630,
  alt: "How many GPU clusters there are, and how many of them need attention, at the moment the link was posted",
};
