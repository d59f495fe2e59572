// Sentences for people, read out by screen readers.

export function say(sentence) {
  const line = document.createElement("p");
  line.className = "message error";
  line.setAttribute("role", "alert");
  line.textContent = sentence;
  document.getElementById("notice").replaceChildren(line);
  line.scrollIntoView({ block: "nearest" });
}
