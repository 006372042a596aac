// Where the names of a network stand: ties pull, names push. The same names always come out the same way.
"use strict";

/**
 * Places for `count` names in a box (Fruchterman and Reingold 1991).
 * @param {number} count names; the first stands in the middle at the start.
 * @param {Array<[number, number, number]>} ties pairs of names and their weight.
 * @param {number} width of the box.
 * @param {number} height of the box.
 * @param {number[]} widths of the labels that lie beside the names.
 * @returns {Array<{x: number, y: number, left: boolean}>} places, and whether the label lies on the left.
 */
report.placed = (count, ties, width, height, widths) => {
  const ROUNDS = 350;
  const ideal = 0.85 * Math.sqrt((width * height) / Math.max(count, 1));
  const most = Math.max(1, ...ties.map(([, , weight]) => weight));
  // Sunflower order: evenly spread, and nothing is left to chance.
  const places = Array.from({ length: count }, (_, number) => {
    const [radius, angle] = [Math.sqrt(number / count) * 0.45, number * 2.39996];
    return { x: width * (0.5 + radius * Math.cos(angle)), y: height * (0.5 + radius * Math.sin(angle)) };
  });
  for (let round = 0; round < ROUNDS; round += 1) {
    const moves = places.map(() => ({ x: 0, y: 0 }));
    for (let a = 0; a < count; a += 1) {
      for (let b = a + 1; b < count; b += 1) push(places, moves, a, b, ideal);
    }
    for (const [a, b, weight] of ties) pull(places, moves, a, b, ideal / (0.5 + weight / most));
    const warmth = ideal * 0.25 * (1 - round / ROUNDS);
    places.forEach((place, number) => {
      const move = moves[number];
      move.x += (width / 2 - place.x) * 0.9 * (height / width); // towards the middle, so that loose names stay near
      move.y += (height / 2 - place.y) * 0.9;
      const length = Math.hypot(move.x, move.y) || 1;
      place.x += (move.x / length) * Math.min(length, warmth);
      place.y += (move.y / length) * Math.min(length, warmth);
    });
  }
  return apart(fitted(places, width, height), width, height);

  function push(at, moves, a, b, distance) {
    const [dx, dy] = [at[a].x - at[b].x, at[a].y - at[b].y];
    const length = Math.max(Math.hypot(dx, dy), 1);
    const force = (distance * distance) / length / length;
    moves[a].x += dx * force; moves[a].y += dy * force;
    moves[b].x -= dx * force; moves[b].y -= dy * force;
  }

  function pull(at, moves, a, b, distance) {
    const [dx, dy] = [at[a].x - at[b].x, at[a].y - at[b].y];
    const force = Math.hypot(dx, dy) / distance;
    moves[a].x -= dx * force; moves[a].y -= dy * force;
    moves[b].x += dx * force; moves[b].y += dy * force;
  }

  function fitted(at, wide, high) {
    const [margin, labels] = [34, 90]; // labels stand beside the names
    const xs = at.map(({ x }) => x);
    const ys = at.map(({ y }) => y);
    const scaled = (value, values, from, until) => {
      const [low, top] = [Math.min(...values), Math.max(...values)];
      return top === low ? (from + until) / 2 : from + ((value - low) / (top - low)) * (until - from);
    };
    return at.map(({ x, y }) => ({ x: scaled(x, xs, labels, wide - labels), y: scaled(y, ys, margin, high - margin) }));
  }

  /** Moves names up or down until their labels, which lie beside them, can be read. */
  function apart(at, wide, high) {
    const [line, dot, margin] = [20, 12, 16];
    at.forEach((place) => { place.left = place.x > wide * 0.6; });
    const from = (number) => at[number].x - (at[number].left ? widths[number] : dot);
    const until = (number) => at[number].x + (at[number].left ? dot : widths[number]);
    for (let round = 0; round < 200; round += 1) {
      let moved = false;
      const order = at.map((_, number) => number).sort((a, b) => at[a].y - at[b].y || a - b);
      order.forEach((a, rank) => {
        for (const b of order.slice(rank + 1)) {
          const gap = at[b].y - at[a].y;
          if (gap >= line) break;
          if (from(a) > until(b) || from(b) > until(a)) continue;
          at[a].y = Math.max(margin, at[a].y - (line - gap) / 2 - 0.1);
          at[b].y = Math.min(high - margin, at[b].y + (line - gap) / 2 + 0.1);
          moved = true;
        }
      });
      if (!moved) break;
    }
    return at;
  }
};
