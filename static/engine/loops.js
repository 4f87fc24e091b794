// Written by `python -m dynamics.in_javascript` from the formulas that Numba compiles; not by hand.

export const BEFORE_LOOPS = `  // as Numba has them: what is not a number wins, and of 0 and -0 the first
  const maximum = (a, b) => (a !== a ? a : b !== b ? b : a >= b ? a : b);
  const minimum = (a, b) => (a !== a ? a : b !== b ? b : a <= b ? a : b);
  const sign = (a) => (a > 0 ? 1 : a < 0 ? -1 : a === 0 ? 0 : NaN);
  const FAR = 1000000000000.0;
  const GRADIENT_INIT = 2.0;
`;

export const LOOP = `(run, out) => {
  const { state, steps, every, p, hyper, factors, shocks } = run;
  const { position, gradient, effectiveRate, firstMoment, secondMoment } = out;
  const /* HYPER */;
  let [x, y] = state.position, [power1, power2] = state.powers, smoothness = state.smoothness;
  let [x0, y0] = state.lastPosition, [gx0, gy0] = state.lastGradient;
  const [variables_x, variables_y] = state.variables;
  let [/* VARIABLES */] = variables_$;
  const first = state.step - (state.began ?? 0);
  let until = 0, row_x = 0, row_y = 1, made = 0;
  for (let t = first; ; t++) {
    /* GRADIENT */
    if (shocks) { gx += shocks[2 * made]; gy += shocks[2 * made + 1]; }
    /* AT_START */
    const lr = factors ? h_lr * factors[made] : h_lr;
    /* SMOOTHNESS */
    const result_next_power1 = ((power1 > 1e-30) ? (power1 * beta1) : 0.0);
    const next_power1 = result_next_power1;
    const result_next_power2 = ((power2 > 1e-30) ? (power2 * beta2) : 0.0);
    const next_power2 = result_next_power2;
    const correction1 = (1 / (1 - next_power1));
    const correction2 = (1 / (1 - next_power2));
    const next1 = (1 / (1 - (next_power1 * beta1)));
    const largest = maximum(Math.abs(gx), Math.abs(gy)), signed = maximum(gx, gy);
    /* RULE */
    if (until === 0) {
      position[row_$] = $; gradient[row_$] = g$; effectiveRate[row_$] = r$;
      firstMoment[row_$] = /* FIRST_MOMENT */; secondMoment[row_$] = /* SECOND_MOMENT */;
      row_x += 2; row_y += 2; until = every;
    }
    until -= 1;
    const next_$ = $ - d$;
    if (made === steps || !(Math.abs(next_x) <= FAR && Math.abs(next_y) <= FAR)) break;
    /* REMEMBER */
    power1 = next_power1; power2 = next_power2; x = next_x; y = next_y; made += 1;
    /* NEXT */
  }
  const after_$ = [/* VARIABLES */];
  const variables = [after_x, after_y], powers = [power1, power2], lastPosition = [x0, y0], lastGradient = [gx0, gy0];
  run.state = { ...state, position: [x, y], variables, powers, smoothness, lastPosition, lastGradient, step: state.step + made };
  return made;
}
`;

export const RULE_PARTS = {
"sgd": {
"HYPER": `h_lr = hyper.lr, beta1 = 0, beta2 = 0`,
"VARIABLES": ``,
"AT_START": ``,
"SMOOTHNESS": `const steep = smoothness;`,
"RULE": `const d$ = (lr * g$), r$ = lr;`,
"FIRST_MOMENT": `NaN`,
"SECOND_MOMENT": `NaN`,
"REMEMBER": ``,
"NEXT": ``,
},
"heavy-ball": {
"HYPER": `h_lr = hyper.lr, h_momentum = hyper.momentum, beta1 = 0, beta2 = 0`,
"VARIABLES": `$_m`,
"AT_START": ``,
"SMOOTHNESS": `const steep = smoothness;`,
"RULE": `const m_$r = $_m; const m_2_$r = ((h_momentum * m_$r) + g$); const d$ = (lr * m_2_$r), r$ = lr; const next_$_m = m_2_$r;`,
"FIRST_MOMENT": `next_$_m`,
"SECOND_MOMENT": `NaN`,
"REMEMBER": ``,
"NEXT": `$_m = next_$_m;`,
},
"adagrad": {
"HYPER": `h_lr = hyper.lr, h_epsilon = hyper.epsilon, h_epsilon_placement = hyper.epsilon_placement, beta1 = 0, beta2 = 0`,
"VARIABLES": `$_v`,
"AT_START": ``,
"SMOOTHNESS": `const steep = smoothness;`,
"RULE": `const v_$r = $_v; const v_2_$r = (v_$r + (g$ * g$)); const inside_$r = h_epsilon_placement; const root_$r = (Math.sqrt((v_2_$r + (inside_$r * h_epsilon))) + ((1 - inside_$r) * h_epsilon)); const rate_$r = (lr / root_$r); const d$ = (rate_$r * g$), r$ = rate_$r; const next_$_v = v_2_$r;`,
"FIRST_MOMENT": `NaN`,
"SECOND_MOMENT": `next_$_v`,
"REMEMBER": ``,
"NEXT": `$_v = next_$_v;`,
},
"rmsprop": {
"HYPER": `h_lr = hyper.lr, h_beta2 = hyper.beta2, h_epsilon = hyper.epsilon, h_bias_correction = hyper.bias_correction, h_epsilon_placement = hyper.epsilon_placement, beta1 = 0, beta2 = h_beta2`,
"VARIABLES": `$_v`,
"AT_START": `if (t === 0 && h_bias_correction === GRADIENT_INIT) { $_v = g$ * g$; }`,
"SMOOTHNESS": `const steep = smoothness;`,
"RULE": `const v_$r = $_v; const v_2_$r = ((h_beta2 * v_$r) + (((1 - h_beta2) * g$) * g$)); const inside_$r = h_epsilon_placement; const root_$r = (Math.sqrt(((v_2_$r * correction2) + (inside_$r * h_epsilon))) + ((1 - inside_$r) * h_epsilon)); const rate_$r = (lr / root_$r); const d$ = (rate_$r * g$), r$ = rate_$r; const next_$_v = v_2_$r;`,
"FIRST_MOMENT": `NaN`,
"SECOND_MOMENT": `next_$_v`,
"REMEMBER": ``,
"NEXT": `$_v = next_$_v;`,
},
"adam": {
"HYPER": `h_lr = hyper.lr, h_beta1 = hyper.beta1, h_beta2 = hyper.beta2, h_epsilon = hyper.epsilon, h_bias_correction = hyper.bias_correction, h_epsilon_placement = hyper.epsilon_placement, h_denominator = hyper.denominator, beta1 = h_beta1, beta2 = h_beta2`,
"VARIABLES": `$_m, $_v`,
"AT_START": `if (t === 0 && h_bias_correction === GRADIENT_INIT) { $_m = g$; $_v = g$ * g$; }`,
"SMOOTHNESS": `const steep = smoothness;`,
"RULE": `const m_$r = $_m; const v_$r = $_v; const m_2_$r = ((h_beta1 * m_$r) + ((1 - h_beta1) * g$)); const v_2_$r = ((h_beta2 * v_$r) + (((1 - h_beta2) * g$) * g$)); const inside_$r = h_epsilon_placement; const corrected_$r = ((v_2_$r * correction2) + (inside_$r * h_epsilon)); const divisor_$r = (((h_denominator === 1) ? corrected_$r : Math.sqrt(corrected_$r)) + ((1 - inside_$r) * h_epsilon)); const d$ = (((lr * correction1) * m_2_$r) / divisor_$r), r$ = (lr / divisor_$r); const next_$_m = m_2_$r; const next_$_v = v_2_$r;`,
"FIRST_MOMENT": `next_$_m`,
"SECOND_MOMENT": `next_$_v`,
"REMEMBER": ``,
"NEXT": `$_m = next_$_m; $_v = next_$_v;`,
},
"amsgrad": {
"HYPER": `h_lr = hyper.lr, h_beta1 = hyper.beta1, h_beta2 = hyper.beta2, h_epsilon = hyper.epsilon, h_bias_correction = hyper.bias_correction, h_maximum = hyper.maximum, h_epsilon_placement = hyper.epsilon_placement, beta1 = h_beta1, beta2 = h_beta2`,
"VARIABLES": `$_m, $_v, $_largest`,
"AT_START": `if (t === 0 && h_bias_correction === GRADIENT_INIT) { $_m = g$; $_v = g$ * g$; $_largest = 0 * g$; }`,
"SMOOTHNESS": `const steep = smoothness;`,
"RULE": `const m_$r = $_m; const v_$r = $_v; const largest_$r = $_largest; const m_2_$r = ((h_beta1 * m_$r) + ((1 - h_beta1) * g$)); const v_2_$r = ((h_beta2 * v_$r) + (((1 - h_beta2) * g$) * g$)); const after_$r = (h_maximum === 1); const largest_2_$r = maximum(largest_$r, (v_2_$r * (after_$r ? correction2 : 1.0))); const corrected_$r = (largest_2_$r * (after_$r ? 1.0 : correction2)); const inside_$r = h_epsilon_placement; const root_$r = (Math.sqrt((corrected_$r + (inside_$r * h_epsilon))) + ((1 - inside_$r) * h_epsilon)); const d$ = (((lr * correction1) * m_2_$r) / root_$r), r$ = (lr / root_$r); const next_$_m = m_2_$r; const next_$_v = v_2_$r; const next_$_largest = largest_2_$r;`,
"FIRST_MOMENT": `next_$_m`,
"SECOND_MOMENT": `next_$_v`,
"REMEMBER": ``,
"NEXT": `$_m = next_$_m; $_v = next_$_v; $_largest = next_$_largest;`,
},
"nesterov": {
"HYPER": `h_lr = hyper.lr, h_momentum = hyper.momentum, beta1 = 0, beta2 = 0`,
"VARIABLES": `$_m`,
"AT_START": ``,
"SMOOTHNESS": `const steep = smoothness;`,
"RULE": `const m_$r = $_m; const m_2_$r = ((h_momentum * m_$r) + g$); const d$ = (lr * (g$ + (h_momentum * m_2_$r))), r$ = lr; const next_$_m = m_2_$r;`,
"FIRST_MOMENT": `next_$_m`,
"SECOND_MOMENT": `NaN`,
"REMEMBER": ``,
"NEXT": `$_m = next_$_m;`,
},
"nadam": {
"HYPER": `h_lr = hyper.lr, h_beta1 = hyper.beta1, h_beta2 = hyper.beta2, h_epsilon = hyper.epsilon, h_bias_correction = hyper.bias_correction, h_epsilon_placement = hyper.epsilon_placement, beta1 = h_beta1, beta2 = h_beta2`,
"VARIABLES": `$_m, $_v`,
"AT_START": `if (t === 0 && h_bias_correction === GRADIENT_INIT) { $_m = g$; $_v = g$ * g$; }`,
"SMOOTHNESS": `const steep = smoothness;`,
"RULE": `const m_$r = $_m; const v_$r = $_v; const m_2_$r = ((h_beta1 * m_$r) + ((1 - h_beta1) * g$)); const v_2_$r = ((h_beta2 * v_$r) + (((1 - h_beta2) * g$) * g$)); const inside_$r = h_epsilon_placement; const root_$r = (Math.sqrt(((v_2_$r * correction2) + (inside_$r * h_epsilon))) + ((1 - inside_$r) * h_epsilon)); const ahead_$r = ((h_beta1 * (m_2_$r * next1)) + ((1 - h_beta1) * (g$ * correction1))); const d$ = ((lr * ahead_$r) / root_$r), r$ = (lr / root_$r); const next_$_m = m_2_$r; const next_$_v = v_2_$r;`,
"FIRST_MOMENT": `next_$_m`,
"SECOND_MOMENT": `next_$_v`,
"REMEMBER": ``,
"NEXT": `$_m = next_$_m; $_v = next_$_v;`,
},
"adabelief": {
"HYPER": `h_lr = hyper.lr, h_beta1 = hyper.beta1, h_beta2 = hyper.beta2, h_epsilon = hyper.epsilon, h_bias_correction = hyper.bias_correction, beta1 = h_beta1, beta2 = h_beta2`,
"VARIABLES": `$_m, $_v`,
"AT_START": `if (t === 0 && h_bias_correction === GRADIENT_INIT) { $_m = g$; $_v = g$ * g$; }`,
"SMOOTHNESS": `const steep = smoothness;`,
"RULE": `const m_$r = $_m; const v_$r = $_v; const m_2_$r = ((h_beta1 * m_$r) + ((1 - h_beta1) * g$)); const v_2_$r = (((h_beta2 * v_$r) + (((1 - h_beta2) * (g$ - m_2_$r)) * (g$ - m_2_$r))) + h_epsilon); const root_$r = (Math.sqrt((v_2_$r * correction2)) + h_epsilon); const d$ = (((lr * correction1) * m_2_$r) / root_$r), r$ = (lr / root_$r); const next_$_m = m_2_$r; const next_$_v = v_2_$r;`,
"FIRST_MOMENT": `next_$_m`,
"SECOND_MOMENT": `next_$_v`,
"REMEMBER": ``,
"NEXT": `$_m = next_$_m; $_v = next_$_v;`,
},
"lion": {
"HYPER": `h_lr = hyper.lr, h_beta1 = hyper.beta1, h_beta2 = hyper.beta2, beta1 = h_beta1, beta2 = h_beta2`,
"VARIABLES": `$_m`,
"AT_START": ``,
"SMOOTHNESS": `const steep = smoothness;`,
"RULE": `const m_$r = $_m; const u_$r = ((h_beta1 * m_$r) + ((1 - h_beta1) * g$)); const m_2_$r = ((h_beta2 * m_$r) + ((1 - h_beta2) * g$)); const size_$r = Math.abs(u_$r); const d$ = (lr * sign(u_$r)), r$ = ((size_$r > 0) ? (lr / ((size_$r > 0) ? size_$r : 1.0)) : NaN); const next_$_m = m_2_$r;`,
"FIRST_MOMENT": `next_$_m`,
"SECOND_MOMENT": `NaN`,
"REMEMBER": ``,
"NEXT": `$_m = next_$_m;`,
},
"adafix": {
"HYPER": `h_lr = hyper.lr, h_beta1 = hyper.beta1, h_beta2 = hyper.beta2, h_epsilon = hyper.epsilon, h_bias_correction = hyper.bias_correction, h_epsilon_placement = hyper.epsilon_placement, h_denominator = hyper.denominator, h_gate = hyper.gate, h_initial_smoothness = hyper.initial_smoothness, beta1 = h_beta1, beta2 = h_beta2`,
"VARIABLES": `$_m, $_v`,
"AT_START": `if (t === 0 && h_bias_correction === GRADIENT_INIT) { $_m = g$; $_v = g$ * g$; }`,
"SMOOTHNESS": `const result_moved = Math.sqrt((((x - x0) * (x - x0)) + ((y - y0) * (y - y0)))); const moved = result_moved; const result_change = Math.sqrt((((gx - gx0) * (gx - gx0)) + ((gy - gy0) * (gy - gy0)))); const change = result_change; const slope_steep = (change / moved); const result_steep = ((slope_steep > smoothness) ? ((moved > 0) ? slope_steep : smoothness) : smoothness); const steep = result_steep;`,
"RULE": `const m_$r = $_m; const v_$r = $_v; const m_2_$r = ((h_beta1 * m_$r) + ((1 - h_beta1) * g$)); const peak_$r = ((h_gate === 1) ? signed : largest); const passes_$r = (peak_$r >= (maximum(steep, h_initial_smoothness) * lr)); const v_2_$r = (passes_$r ? ((h_beta2 * v_$r) + (((1 - h_beta2) * g$) * g$)) : v_$r); const inside_$r = h_epsilon_placement; const corrected_$r = ((v_2_$r * correction2) + (inside_$r * h_epsilon)); const divisor_$r = (((h_denominator === 1) ? corrected_$r : Math.sqrt(corrected_$r)) + ((1 - inside_$r) * h_epsilon)); const d$ = (((lr * correction1) * m_2_$r) / divisor_$r), r$ = (lr / divisor_$r); const next_$_m = m_2_$r; const next_$_v = v_2_$r;`,
"FIRST_MOMENT": `next_$_m`,
"SECOND_MOMENT": `next_$_v`,
"REMEMBER": `smoothness = steep; x0 = x; y0 = y; gx0 = gx; gy0 = gy;`,
"NEXT": `$_m = next_$_m; $_v = next_$_v;`,
},
"adamal": {
"HYPER": `h_lr = hyper.lr, h_beta1 = hyper.beta1, h_beta2 = hyper.beta2, h_epsilon = hyper.epsilon, h_bias_correction = hyper.bias_correction, h_second_decay = hyper.second_decay, h_epsilon_placement = hyper.epsilon_placement, beta1 = h_beta1, beta2 = h_beta2`,
"VARIABLES": `$_m, $_v`,
"AT_START": `if (t === 0 && h_bias_correction === GRADIENT_INIT) { $_m = g$; $_v = g$ * g$; }`,
"SMOOTHNESS": `const steep = smoothness;`,
"RULE": `const m_$r = $_m; const v_$r = $_v; const m_2_$r = ((h_beta1 * m_$r) + ((1 - h_beta1) * g$)); const first_$r = (h_second_decay === 1); const v_2_$r = (v_$r + ((first_$r ? (1 - h_beta1) : (1 - h_beta2)) * maximum(((g$ * g$) - v_$r), 0.0))); const inside_$r = h_epsilon_placement; const corrected_$r = (v_2_$r * (first_$r ? correction1 : correction2)); const root_$r = (Math.sqrt((corrected_$r + (inside_$r * h_epsilon))) + ((1 - inside_$r) * h_epsilon)); const d$ = (((lr * correction1) * m_2_$r) / root_$r), r$ = (lr / root_$r); const next_$_m = m_2_$r; const next_$_v = v_2_$r;`,
"FIRST_MOMENT": `next_$_m`,
"SECOND_MOMENT": `next_$_v`,
"REMEMBER": ``,
"NEXT": `$_m = next_$_m; $_v = next_$_v;`,
},
"adamw": {
"HYPER": `h_lr = hyper.lr, h_beta1 = hyper.beta1, h_beta2 = hyper.beta2, h_epsilon = hyper.epsilon, h_weight_decay = hyper.weight_decay, h_bias_correction = hyper.bias_correction, h_epsilon_placement = hyper.epsilon_placement, beta1 = h_beta1, beta2 = h_beta2`,
"VARIABLES": `$_m, $_v`,
"AT_START": `if (t === 0 && h_bias_correction === GRADIENT_INIT) { $_m = g$; $_v = g$ * g$; }`,
"SMOOTHNESS": `const steep = smoothness;`,
"RULE": `const m_$r = $_m; const v_$r = $_v; const m_2_$r = ((h_beta1 * m_$r) + ((1 - h_beta1) * g$)); const v_2_$r = ((h_beta2 * v_$r) + (((1 - h_beta2) * g$) * g$)); const inside_$r = h_epsilon_placement; const root_$r = (Math.sqrt(((v_2_$r * correction2) + (inside_$r * h_epsilon))) + ((1 - inside_$r) * h_epsilon)); const step_$r = ((((lr * correction1) * m_2_$r) / root_$r) + ((lr * h_weight_decay) * $)); const d$ = step_$r, r$ = (lr / root_$r); const next_$_m = m_2_$r; const next_$_v = v_2_$r;`,
"FIRST_MOMENT": `next_$_m`,
"SECOND_MOMENT": `next_$_v`,
"REMEMBER": ``,
"NEXT": `$_m = next_$_m; $_v = next_$_v;`,
},
"adadelta": {
"HYPER": `h_lr = hyper.lr, h_beta2 = hyper.beta2, h_epsilon = hyper.epsilon, h_bias_correction = hyper.bias_correction, beta1 = 0, beta2 = h_beta2`,
"VARIABLES": `$_v, $_u`,
"AT_START": `if (t === 0 && h_bias_correction === GRADIENT_INIT) { $_v = g$ * g$; $_u = 0 * g$; }`,
"SMOOTHNESS": `const steep = smoothness;`,
"RULE": `const v_$r = $_v; const u_$r = $_u; const v_2_$r = ((h_beta2 * v_$r) + (((1 - h_beta2) * g$) * g$)); const ratio_$r = Math.sqrt(((u_$r + h_epsilon) / ((v_2_$r * correction2) + h_epsilon))); const step_$r = (ratio_$r * g$); const u_2_$r = ((h_beta2 * u_$r) + (((1 - h_beta2) * step_$r) * step_$r)); const d$ = (lr * step_$r), r$ = (lr * ratio_$r); const next_$_v = v_2_$r; const next_$_u = u_2_$r;`,
"FIRST_MOMENT": `NaN`,
"SECOND_MOMENT": `next_$_v`,
"REMEMBER": ``,
"NEXT": `$_v = next_$_v; $_u = next_$_u;`,
},
"adabound": {
"HYPER": `h_lr = hyper.lr, h_beta1 = hyper.beta1, h_beta2 = hyper.beta2, h_final_lr = hyper.final_lr, h_gamma = hyper.gamma, h_epsilon = hyper.epsilon, h_bias_correction = hyper.bias_correction, h_epsilon_placement = hyper.epsilon_placement, beta1 = h_beta1, beta2 = h_beta2`,
"VARIABLES": `$_m, $_v`,
"AT_START": `if (t === 0 && h_bias_correction === GRADIENT_INIT) { $_m = g$; $_v = g$ * g$; }`,
"SMOOTHNESS": `const steep = smoothness;`,
"RULE": `const m_$r = $_m; const v_$r = $_v; const m_2_$r = ((h_beta1 * m_$r) + ((1 - h_beta1) * g$)); const v_2_$r = ((h_beta2 * v_$r) + (((1 - h_beta2) * g$) * g$)); const inside_$r = h_epsilon_placement; const root_$r = (Math.sqrt(((v_2_$r * correction2) + (inside_$r * h_epsilon))) + ((1 - inside_$r) * h_epsilon)); const final_$r = (h_final_lr * (lr / h_lr)); const age_$r = (h_gamma * (t + 1)); const lower_$r = (final_$r * (1 - (1 / (age_$r + 1)))); const upper_$r = (final_$r * (1 + (1 / age_$r))); const rate_$r = minimum(maximum(((lr * correction1) / root_$r), lower_$r), upper_$r); const d$ = (rate_$r * m_2_$r), r$ = rate_$r; const next_$_m = m_2_$r; const next_$_v = v_2_$r;`,
"FIRST_MOMENT": `next_$_m`,
"SECOND_MOMENT": `next_$_v`,
"REMEMBER": ``,
"NEXT": `$_m = next_$_m; $_v = next_$_v;`,
},
"adashift": {
"HYPER": `h_lr = hyper.lr, h_beta1 = hyper.beta1, h_beta2 = hyper.beta2, h_epsilon = hyper.epsilon, h_bias_correction = hyper.bias_correction, h_epsilon_placement = hyper.epsilon_placement, beta1 = h_beta1, beta2 = h_beta2`,
"VARIABLES": `$_m, $_v, $_w, $_g1, $_g2, $_g3, $_g4, $_g5, $_g6, $_g7, $_g8, $_g9, $_g10`,
"AT_START": `if (t === 0 && h_bias_correction === GRADIENT_INIT) { $_m = g$; $_v = g$ * g$; $_w = 0 * g$; $_g1 = 0 * g$; $_g2 = 0 * g$; $_g3 = 0 * g$; $_g4 = 0 * g$; $_g5 = 0 * g$; $_g6 = 0 * g$; $_g7 = 0 * g$; $_g8 = 0 * g$; $_g9 = 0 * g$; $_g10 = 0 * g$; }`,
"SMOOTHNESS": `const steep = smoothness;`,
"RULE": `const v_$r = $_v; const w_$r = $_w; const g1_$r = $_g1; const g2_$r = $_g2; const g3_$r = $_g3; const g4_$r = $_g4; const g5_$r = $_g5; const g6_$r = $_g6; const g7_$r = $_g7; const g8_$r = $_g8; const g9_$r = $_g9; const g10_$r = $_g10; const b_$r = h_beta1; const m_$r = (g$ + (b_$r * (g1_$r + (b_$r * (g2_$r + (b_$r * (g3_$r + (b_$r * (g4_$r + (b_$r * (g5_$r + (b_$r * (g6_$r + (b_$r * (g7_$r + (b_$r * (g8_$r + (b_$r * g9_$r)))))))))))))))))); const b2_$r = (b_$r * b_$r); const b4_$r = (b2_$r * b2_$r); const m_2_$r = (m_$r * ((1 - b_$r) / (1 - ((b4_$r * b4_$r) * b2_$r)))); const ready_$r = ((t + 1) > 10); const v_2_$r = (ready_$r ? ((h_beta2 * v_$r) + (((1 - h_beta2) * g10_$r) * g10_$r)) : v_$r); const w_2_$r = (ready_$r ? ((h_beta2 * w_$r) + (1 - h_beta2)) : w_$r); const corrected_$r = (v_2_$r / ((h_bias_correction === 0) ? maximum(w_2_$r, 1e-30) : 1.0)); const inside_$r = h_epsilon_placement; const root_$r = (Math.sqrt((corrected_$r + (inside_$r * h_epsilon))) + ((1 - inside_$r) * h_epsilon)); const rate_$r = (ready_$r ? (lr / root_$r) : 0.0); const d$ = (rate_$r * m_2_$r), r$ = rate_$r; const next_$_m = m_2_$r; const next_$_v = v_2_$r; const next_$_w = w_2_$r; const next_$_g1 = g$; const next_$_g2 = g1_$r; const next_$_g3 = g2_$r; const next_$_g4 = g3_$r; const next_$_g5 = g4_$r; const next_$_g6 = g5_$r; const next_$_g7 = g6_$r; const next_$_g8 = g7_$r; const next_$_g9 = g8_$r; const next_$_g10 = g9_$r;`,
"FIRST_MOMENT": `next_$_m`,
"SECOND_MOMENT": `next_$_v`,
"REMEMBER": ``,
"NEXT": `$_m = next_$_m; $_v = next_$_v; $_w = next_$_w; $_g1 = next_$_g1; $_g2 = next_$_g2; $_g3 = next_$_g3; $_g4 = next_$_g4; $_g5 = next_$_g5; $_g6 = next_$_g6; $_g7 = next_$_g7; $_g8 = next_$_g8; $_g9 = next_$_g9; $_g10 = next_$_g10;`,
},
};

export const GRADIENTS = {
"himmelblau": `const a_x_g = (x + x);
    const b_y_g = (y + y);
    const a_g = (((x * x) + y) - 11);
    const b_g = ((x + (y * y)) - 7);
    let gx = (((a_x_g * a_g) + (a_g * a_x_g)) + (b_g + b_g)), gy = ((a_g + a_g) + ((b_y_g * b_g) + (b_g * b_y_g)));`,
"rosenbrock": `const u_g = (y - (x * x));
    let gx = ((2 * (x - 1)) - (((4 * p[0]) * x) * u_g)), gy = ((2 * p[0]) * u_g);`,
"ripple": `const x_f0_g = ((x * x) + (y * y));
    const small_f0_g = (Math.abs(x_f0_g) <= 0.7853981633974483);
    let y_f0_g, low_f0_g, quarter_f0_g;
    if (small_f0_g) {
      y_f0_g = x_f0_g;
      low_f0_g = 0.0;
      quarter_f0_g = 0.0;
    } else {
      const turned_f0_g = ((Math.abs(x_f0_g) > 1073741824.0) ? (x_f0_g - (2147483648.0 * Math.floor(((x_f0_g * 4.656612873077393e-10) + 0.5)))) : x_f0_g);
      const n_f0_g = (((turned_f0_g * 0.6366197723675814) + 6755399441055744.0) - 6755399441055744.0);
      const near_f0_g = ((turned_f0_g - (n_f0_g * 1.570796251296997)) - (n_f0_g * 7.549789415861596e-08));
      const third_f0_g = (n_f0_g * 5.39030083589187e-15);
      const fourth_f0_g = (n_f0_g * 2.0222659584103533e-21);
      const rest_f0_g = (third_f0_g + fourth_f0_g);
      const rest_low_f0_g = (((third_f0_g - rest_f0_g) + fourth_f0_g) + (n_f0_g * 2.9038559739793605e-28));
      const reduced_f0_g = (near_f0_g - rest_f0_g);
      y_f0_g = reduced_f0_g;
      low_f0_g = (((near_f0_g - reduced_f0_g) - rest_f0_g) - rest_low_f0_g);
      quarter_f0_g = (n_f0_g - (4.0 * Math.floor((0.25 * n_f0_g))));
    }
    const z_f0_g = ((Math.abs(y_f0_g) > 1e-20) ? (y_f0_g * y_f0_g) : 0.0);
    const zz_f0_g = (z_f0_g * z_f0_g);
    const yz_f0_g = (y_f0_g * z_f0_g);
    const yzz_f0_g = (yz_f0_g * z_f0_g);
    const flat_f0_g = (1.0 - (0.5 * z_f0_g));
    const bend_f0_g = (((yz_f0_g * (-(-0.16666666666666632))) - (low_f0_g * flat_f0_g)) - (yzz_f0_g * (0.00833333333332249 + (z_f0_g * (-0.0001984126982985795)))));
    const sine_f0_g = (y_f0_g - (bend_f0_g - ((yzz_f0_g * zz_f0_g) * ((2.7557313707070068e-06 + (z_f0_g * (-2.5050760253406863e-08))) + (zz_f0_g * 1.58969099521155e-10)))));
    const arch_f0_g = ((((1.0 - flat_f0_g) - (0.5 * z_f0_g)) - (y_f0_g * low_f0_g)) + (zz_f0_g * (0.0416666666666666 + (z_f0_g * (-0.001388888888887411)))));
    const cosine_f0_g = (flat_f0_g + (arch_f0_g + ((zz_f0_g * zz_f0_g) * ((2.480158728947673e-05 + (z_f0_g * (-2.7557314351390663e-07))) + (zz_f0_g * (2.087572321298175e-09 + (z_f0_g * (-1.1359647557788195e-11))))))));
    const first_f0_g = ((Math.abs((quarter_f0_g - 2.0)) === 1.0) ? cosine_f0_g : sine_f0_g);
    const slope_g = (2 * ((quarter_f0_g > 1.5) ? (-first_f0_g) : first_f0_g));
    let gx = (slope_g * x), gy = (slope_g * y);`,
"smooth-valley": `let gx = (x + x), gy = ((p[0] * y) + (p[0] * y));`,
"sharp-valley": `let gx = sign(x), gy = (p[0] * sign(y));`,
"saddle": `let gx = ((-(x + x)) / 2), gy = ((y + y) / 2);`,
"plateau": `const a_g = maximum((-x), 0.0);
    const u_g = maximum((x - p[1]), 0.0);
    const ramp_g = ((x < 0) ? (-1.0) : 0.0);
    let gx = (p[0] * (((1 + (y * y)) * (ramp_g + ((4 * u_g) * u_g))) - (4 * u_g))), gy = (((2 * p[0]) * y) * (a_g + ((((4 * u_g) * u_g) * u_g) / 3)));`,
"quartic": `let gx = ((x * x) * x), gy = ((y * y) * y);`,
"bowl": `const x_f0_g = ((p[1] * 3.141592653589793) / 180);
    const small_f0_g = (Math.abs(x_f0_g) <= 0.7853981633974483);
    let y_f0_g, low_f0_g, quarter_f0_g;
    if (small_f0_g) {
      y_f0_g = x_f0_g;
      low_f0_g = 0.0;
      quarter_f0_g = 0.0;
    } else {
      const turned_f0_g = ((Math.abs(x_f0_g) > 1073741824.0) ? (x_f0_g - (2147483648.0 * Math.floor(((x_f0_g * 4.656612873077393e-10) + 0.5)))) : x_f0_g);
      const n_f0_g = (((turned_f0_g * 0.6366197723675814) + 6755399441055744.0) - 6755399441055744.0);
      const near_f0_g = ((turned_f0_g - (n_f0_g * 1.570796251296997)) - (n_f0_g * 7.549789415861596e-08));
      const third_f0_g = (n_f0_g * 5.39030083589187e-15);
      const fourth_f0_g = (n_f0_g * 2.0222659584103533e-21);
      const rest_f0_g = (third_f0_g + fourth_f0_g);
      const rest_low_f0_g = (((third_f0_g - rest_f0_g) + fourth_f0_g) + (n_f0_g * 2.9038559739793605e-28));
      const reduced_f0_g = (near_f0_g - rest_f0_g);
      y_f0_g = reduced_f0_g;
      low_f0_g = (((near_f0_g - reduced_f0_g) - rest_f0_g) - rest_low_f0_g);
      quarter_f0_g = (n_f0_g - (4.0 * Math.floor((0.25 * n_f0_g))));
    }
    const z_f0_g = ((Math.abs(y_f0_g) > 1e-20) ? (y_f0_g * y_f0_g) : 0.0);
    const zz_f0_g = (z_f0_g * z_f0_g);
    const yz_f0_g = (y_f0_g * z_f0_g);
    const yzz_f0_g = (yz_f0_g * z_f0_g);
    const flat_f0_g = (1.0 - (0.5 * z_f0_g));
    const bend_f0_g = (((yz_f0_g * (-(-0.16666666666666632))) - (low_f0_g * flat_f0_g)) - (yzz_f0_g * (0.00833333333332249 + (z_f0_g * (-0.0001984126982985795)))));
    const sine_f0_g = (y_f0_g - (bend_f0_g - ((yzz_f0_g * zz_f0_g) * ((2.7557313707070068e-06 + (z_f0_g * (-2.5050760253406863e-08))) + (zz_f0_g * 1.58969099521155e-10)))));
    const arch_f0_g = ((((1.0 - flat_f0_g) - (0.5 * z_f0_g)) - (y_f0_g * low_f0_g)) + (zz_f0_g * (0.0416666666666666 + (z_f0_g * (-0.001388888888887411)))));
    const cosine_f0_g = (flat_f0_g + (arch_f0_g + ((zz_f0_g * zz_f0_g) * ((2.480158728947673e-05 + (z_f0_g * (-2.7557314351390663e-07))) + (zz_f0_g * (2.087572321298175e-09 + (z_f0_g * (-1.1359647557788195e-11))))))));
    const first_f0_g = ((Math.abs((quarter_f0_g - 2.0)) === 1.0) ? cosine_f0_g : sine_f0_g);
    const second_f0_g = ((Math.abs((quarter_f0_g - 2.0)) === 1.0) ? sine_f0_g : cosine_f0_g);
    const c_g = ((Math.abs((quarter_f0_g - 1.5)) === 0.5) ? (-second_f0_g) : second_f0_g);
    const s_g = ((quarter_f0_g > 1.5) ? (-first_f0_g) : first_f0_g);
    const u_g = (((c_g * x) + (s_g * y)) / p[0]);
    const v_g = ((c_g * y) - (s_g * x));
    let gx = ((c_g * u_g) - (s_g * v_g)), gy = ((s_g * u_g) + (c_g * v_g));`,
"monkey-saddle": `let gx = (3 * ((x * x) - (y * y))), gy = (((-6) * x) * y);`,
"beale": `const u_g = (y - 1);
    const v_g = ((y * y) - 1);
    const w_g = (((y * y) * y) - 1);
    const a_g = (1.5 + (x * u_g));
    const b_g = (2.25 + (x * v_g));
    const c_g = (2.625 + (x * w_g));
    let gx = (2 * (((a_g * u_g) + (b_g * v_g)) + (c_g * w_g))), gy = ((2 * x) * ((a_g + ((2 * y) * b_g)) + (((3 * y) * y) * c_g)));`,
"rastrigin": `const x_f0_g = ((2 * 3.141592653589793) * x);
    const small_f0_g = (Math.abs(x_f0_g) <= 0.7853981633974483);
    let y_f0_g, low_f0_g, quarter_f0_g;
    if (small_f0_g) {
      y_f0_g = x_f0_g;
      low_f0_g = 0.0;
      quarter_f0_g = 0.0;
    } else {
      const turned_f0_g = ((Math.abs(x_f0_g) > 1073741824.0) ? (x_f0_g - (2147483648.0 * Math.floor(((x_f0_g * 4.656612873077393e-10) + 0.5)))) : x_f0_g);
      const n_f0_g = (((turned_f0_g * 0.6366197723675814) + 6755399441055744.0) - 6755399441055744.0);
      const near_f0_g = ((turned_f0_g - (n_f0_g * 1.570796251296997)) - (n_f0_g * 7.549789415861596e-08));
      const third_f0_g = (n_f0_g * 5.39030083589187e-15);
      const fourth_f0_g = (n_f0_g * 2.0222659584103533e-21);
      const rest_f0_g = (third_f0_g + fourth_f0_g);
      const rest_low_f0_g = (((third_f0_g - rest_f0_g) + fourth_f0_g) + (n_f0_g * 2.9038559739793605e-28));
      const reduced_f0_g = (near_f0_g - rest_f0_g);
      y_f0_g = reduced_f0_g;
      low_f0_g = (((near_f0_g - reduced_f0_g) - rest_f0_g) - rest_low_f0_g);
      quarter_f0_g = (n_f0_g - (4.0 * Math.floor((0.25 * n_f0_g))));
    }
    const z_f0_g = ((Math.abs(y_f0_g) > 1e-20) ? (y_f0_g * y_f0_g) : 0.0);
    const zz_f0_g = (z_f0_g * z_f0_g);
    const yz_f0_g = (y_f0_g * z_f0_g);
    const yzz_f0_g = (yz_f0_g * z_f0_g);
    const flat_f0_g = (1.0 - (0.5 * z_f0_g));
    const bend_f0_g = (((yz_f0_g * (-(-0.16666666666666632))) - (low_f0_g * flat_f0_g)) - (yzz_f0_g * (0.00833333333332249 + (z_f0_g * (-0.0001984126982985795)))));
    const sine_f0_g = (y_f0_g - (bend_f0_g - ((yzz_f0_g * zz_f0_g) * ((2.7557313707070068e-06 + (z_f0_g * (-2.5050760253406863e-08))) + (zz_f0_g * 1.58969099521155e-10)))));
    const arch_f0_g = ((((1.0 - flat_f0_g) - (0.5 * z_f0_g)) - (y_f0_g * low_f0_g)) + (zz_f0_g * (0.0416666666666666 + (z_f0_g * (-0.001388888888887411)))));
    const cosine_f0_g = (flat_f0_g + (arch_f0_g + ((zz_f0_g * zz_f0_g) * ((2.480158728947673e-05 + (z_f0_g * (-2.7557314351390663e-07))) + (zz_f0_g * (2.087572321298175e-09 + (z_f0_g * (-1.1359647557788195e-11))))))));
    const first_f0_g = ((Math.abs((quarter_f0_g - 2.0)) === 1.0) ? cosine_f0_g : sine_f0_g);
    const x_f1_g = ((2 * 3.141592653589793) * y);
    const small_f1_g = (Math.abs(x_f1_g) <= 0.7853981633974483);
    let y_f1_g, low_f1_g, quarter_f1_g;
    if (small_f1_g) {
      y_f1_g = x_f1_g;
      low_f1_g = 0.0;
      quarter_f1_g = 0.0;
    } else {
      const turned_f1_g = ((Math.abs(x_f1_g) > 1073741824.0) ? (x_f1_g - (2147483648.0 * Math.floor(((x_f1_g * 4.656612873077393e-10) + 0.5)))) : x_f1_g);
      const n_f1_g = (((turned_f1_g * 0.6366197723675814) + 6755399441055744.0) - 6755399441055744.0);
      const near_f1_g = ((turned_f1_g - (n_f1_g * 1.570796251296997)) - (n_f1_g * 7.549789415861596e-08));
      const third_f1_g = (n_f1_g * 5.39030083589187e-15);
      const fourth_f1_g = (n_f1_g * 2.0222659584103533e-21);
      const rest_f1_g = (third_f1_g + fourth_f1_g);
      const rest_low_f1_g = (((third_f1_g - rest_f1_g) + fourth_f1_g) + (n_f1_g * 2.9038559739793605e-28));
      const reduced_f1_g = (near_f1_g - rest_f1_g);
      y_f1_g = reduced_f1_g;
      low_f1_g = (((near_f1_g - reduced_f1_g) - rest_f1_g) - rest_low_f1_g);
      quarter_f1_g = (n_f1_g - (4.0 * Math.floor((0.25 * n_f1_g))));
    }
    const z_f1_g = ((Math.abs(y_f1_g) > 1e-20) ? (y_f1_g * y_f1_g) : 0.0);
    const zz_f1_g = (z_f1_g * z_f1_g);
    const yz_f1_g = (y_f1_g * z_f1_g);
    const yzz_f1_g = (yz_f1_g * z_f1_g);
    const flat_f1_g = (1.0 - (0.5 * z_f1_g));
    const bend_f1_g = (((yz_f1_g * (-(-0.16666666666666632))) - (low_f1_g * flat_f1_g)) - (yzz_f1_g * (0.00833333333332249 + (z_f1_g * (-0.0001984126982985795)))));
    const sine_f1_g = (y_f1_g - (bend_f1_g - ((yzz_f1_g * zz_f1_g) * ((2.7557313707070068e-06 + (z_f1_g * (-2.5050760253406863e-08))) + (zz_f1_g * 1.58969099521155e-10)))));
    const arch_f1_g = ((((1.0 - flat_f1_g) - (0.5 * z_f1_g)) - (y_f1_g * low_f1_g)) + (zz_f1_g * (0.0416666666666666 + (z_f1_g * (-0.001388888888887411)))));
    const cosine_f1_g = (flat_f1_g + (arch_f1_g + ((zz_f1_g * zz_f1_g) * ((2.480158728947673e-05 + (z_f1_g * (-2.7557314351390663e-07))) + (zz_f1_g * (2.087572321298175e-09 + (z_f1_g * (-1.1359647557788195e-11))))))));
    const first_f1_g = ((Math.abs((quarter_f1_g - 2.0)) === 1.0) ? cosine_f1_g : sine_f1_g);
    let gx = ((2 * x) + ((20 * 3.141592653589793) * ((quarter_f0_g > 1.5) ? (-first_f0_g) : first_f0_g))), gy = ((2 * y) + ((20 * 3.141592653589793) * ((quarter_f1_g > 1.5) ? (-first_f1_g) : first_f1_g)));`,
"ackley": `const r_g = Math.sqrt((((x * x) + (y * y)) / 2));
    const safe_g = ((r_g > 0) ? r_g : 1.0);
    const x_f0_g = ((-0.2) * r_g);
    const x_2_f0_g = ((x_f0_g > 710.0) ? 710.0 : x_f0_g);
    const x_3_f0_g = ((x_2_f0_g < (-746.0)) ? (-746.0) : x_2_f0_g);
    const n_f0_g = (((x_3_f0_g * 1.4426950408889634) + 6755399441055744.0) - 6755399441055744.0);
    const near_f0_g = (x_3_f0_g - (n_f0_g * 0.6931471803691238));
    const rest_f0_g = (n_f0_g * 1.9082149292705877e-10);
    const r_f0_g = (near_f0_g - rest_f0_g);
    const low_f0_g = ((near_f0_g - r_f0_g) - rest_f0_g);
    const r2_f0_g = ((Math.abs(r_f0_g) > 1e-20) ? (r_f0_g * r_f0_g) : 0.0);
    const r4_f0_g = (r2_f0_g * r2_f0_g);
    const start_f0_g = ((0.5 + (r_f0_g * 0.16666666666666682)) + (r2_f0_g * (0.041666666666666095 + (r_f0_g * 0.008333333333317034))));
    const end_f0_g = (((0.0013888888889115626 + (r_f0_g * 0.0001984126989638378)) + (r2_f0_g * (2.4801586926635665e-05 + (r_f0_g * 2.755723486191232e-06)))) + (r4_f0_g * ((2.7557581846648344e-07 + (r_f0_g * 2.5112036852469263e-08)) + (r2_f0_g * 2.0826627449866924e-09))));
    const power_f0_g = (1.0 + (r_f0_g + (low_f0_g + (r2_f0_g * (start_f0_g + (r4_f0_g * end_f0_g))))));
    const half_f0_g = Math.floor((0.5 * n_f0_g));
    const h_f0_g = (half_f0_g * 0.0009765625);
    const s_f0_g = ((0.999923 + (h_f0_g * 0.693335)) + ((h_f0_g * h_f0_g) * (0.242688 + (h_f0_g * 0.054671))));
    const s_2_f0_g = (s_f0_g * s_f0_g);
    const s_3_f0_g = (s_2_f0_g * s_2_f0_g);
    const s_4_f0_g = (s_3_f0_g * s_3_f0_g);
    const s_5_f0_g = (s_4_f0_g * s_4_f0_g);
    const s_6_f0_g = (s_5_f0_g * s_5_f0_g);
    const s_7_f0_g = (s_6_f0_g * s_6_f0_g);
    const s_8_f0_g = (s_7_f0_g * s_7_f0_g);
    const s_9_f0_g = (s_8_f0_g * s_8_f0_g);
    const s_10_f0_g = (s_9_f0_g * s_9_f0_g);
    const s_11_f0_g = (s_10_f0_g * s_10_f0_g);
    const large_f0_g = (s_11_f0_g * 4503599627370496.0);
    const scale_f0_g = ((large_f0_g + s_11_f0_g) - large_f0_g);
    const last_f0_g = (scale_f0_g + (scale_f0_g * (n_f0_g - (2.0 * half_f0_g))));
    const usual_f0_g = ((n_f0_g > 0.5) ? 2.0 : ((n_f0_g < (-0.5)) ? 0.5 : 1.0));
    const cone_g = ((2 * ((Math.abs(n_f0_g) < 1.5) ? (power_f0_g * usual_f0_g) : ((power_f0_g * scale_f0_g) * last_f0_g))) / safe_g);
    const x_f1_g = ((2 * 3.141592653589793) * x);
    const small_f1_g = (Math.abs(x_f1_g) <= 0.7853981633974483);
    let y_f1_g, low_f1_g, quarter_f1_g;
    if (small_f1_g) {
      y_f1_g = x_f1_g;
      low_f1_g = 0.0;
      quarter_f1_g = 0.0;
    } else {
      const turned_f1_g = ((Math.abs(x_f1_g) > 1073741824.0) ? (x_f1_g - (2147483648.0 * Math.floor(((x_f1_g * 4.656612873077393e-10) + 0.5)))) : x_f1_g);
      const n_f1_g = (((turned_f1_g * 0.6366197723675814) + 6755399441055744.0) - 6755399441055744.0);
      const near_f1_g = ((turned_f1_g - (n_f1_g * 1.570796251296997)) - (n_f1_g * 7.549789415861596e-08));
      const third_f1_g = (n_f1_g * 5.39030083589187e-15);
      const fourth_f1_g = (n_f1_g * 2.0222659584103533e-21);
      const rest_f1_g = (third_f1_g + fourth_f1_g);
      const rest_low_f1_g = (((third_f1_g - rest_f1_g) + fourth_f1_g) + (n_f1_g * 2.9038559739793605e-28));
      const reduced_f1_g = (near_f1_g - rest_f1_g);
      y_f1_g = reduced_f1_g;
      low_f1_g = (((near_f1_g - reduced_f1_g) - rest_f1_g) - rest_low_f1_g);
      quarter_f1_g = (n_f1_g - (4.0 * Math.floor((0.25 * n_f1_g))));
    }
    const z_f1_g = ((Math.abs(y_f1_g) > 1e-20) ? (y_f1_g * y_f1_g) : 0.0);
    const zz_f1_g = (z_f1_g * z_f1_g);
    const yz_f1_g = (y_f1_g * z_f1_g);
    const yzz_f1_g = (yz_f1_g * z_f1_g);
    const flat_f1_g = (1.0 - (0.5 * z_f1_g));
    const bend_f1_g = (((yz_f1_g * (-(-0.16666666666666632))) - (low_f1_g * flat_f1_g)) - (yzz_f1_g * (0.00833333333332249 + (z_f1_g * (-0.0001984126982985795)))));
    const sine_f1_g = (y_f1_g - (bend_f1_g - ((yzz_f1_g * zz_f1_g) * ((2.7557313707070068e-06 + (z_f1_g * (-2.5050760253406863e-08))) + (zz_f1_g * 1.58969099521155e-10)))));
    const arch_f1_g = ((((1.0 - flat_f1_g) - (0.5 * z_f1_g)) - (y_f1_g * low_f1_g)) + (zz_f1_g * (0.0416666666666666 + (z_f1_g * (-0.001388888888887411)))));
    const cosine_f1_g = (flat_f1_g + (arch_f1_g + ((zz_f1_g * zz_f1_g) * ((2.480158728947673e-05 + (z_f1_g * (-2.7557314351390663e-07))) + (zz_f1_g * (2.087572321298175e-09 + (z_f1_g * (-1.1359647557788195e-11))))))));
    const first_f1_g = ((Math.abs((quarter_f1_g - 2.0)) === 1.0) ? cosine_f1_g : sine_f1_g);
    const second_f1_g = ((Math.abs((quarter_f1_g - 2.0)) === 1.0) ? sine_f1_g : cosine_f1_g);
    const x_f2_g = ((2 * 3.141592653589793) * y);
    const small_f2_g = (Math.abs(x_f2_g) <= 0.7853981633974483);
    let y_f2_g, low_f2_g, quarter_f2_g;
    if (small_f2_g) {
      y_f2_g = x_f2_g;
      low_f2_g = 0.0;
      quarter_f2_g = 0.0;
    } else {
      const turned_f2_g = ((Math.abs(x_f2_g) > 1073741824.0) ? (x_f2_g - (2147483648.0 * Math.floor(((x_f2_g * 4.656612873077393e-10) + 0.5)))) : x_f2_g);
      const n_f2_g = (((turned_f2_g * 0.6366197723675814) + 6755399441055744.0) - 6755399441055744.0);
      const near_f2_g = ((turned_f2_g - (n_f2_g * 1.570796251296997)) - (n_f2_g * 7.549789415861596e-08));
      const third_f2_g = (n_f2_g * 5.39030083589187e-15);
      const fourth_f2_g = (n_f2_g * 2.0222659584103533e-21);
      const rest_f2_g = (third_f2_g + fourth_f2_g);
      const rest_low_f2_g = (((third_f2_g - rest_f2_g) + fourth_f2_g) + (n_f2_g * 2.9038559739793605e-28));
      const reduced_f2_g = (near_f2_g - rest_f2_g);
      y_f2_g = reduced_f2_g;
      low_f2_g = (((near_f2_g - reduced_f2_g) - rest_f2_g) - rest_low_f2_g);
      quarter_f2_g = (n_f2_g - (4.0 * Math.floor((0.25 * n_f2_g))));
    }
    const z_f2_g = ((Math.abs(y_f2_g) > 1e-20) ? (y_f2_g * y_f2_g) : 0.0);
    const zz_f2_g = (z_f2_g * z_f2_g);
    const yz_f2_g = (y_f2_g * z_f2_g);
    const yzz_f2_g = (yz_f2_g * z_f2_g);
    const flat_f2_g = (1.0 - (0.5 * z_f2_g));
    const bend_f2_g = (((yz_f2_g * (-(-0.16666666666666632))) - (low_f2_g * flat_f2_g)) - (yzz_f2_g * (0.00833333333332249 + (z_f2_g * (-0.0001984126982985795)))));
    const sine_f2_g = (y_f2_g - (bend_f2_g - ((yzz_f2_g * zz_f2_g) * ((2.7557313707070068e-06 + (z_f2_g * (-2.5050760253406863e-08))) + (zz_f2_g * 1.58969099521155e-10)))));
    const arch_f2_g = ((((1.0 - flat_f2_g) - (0.5 * z_f2_g)) - (y_f2_g * low_f2_g)) + (zz_f2_g * (0.0416666666666666 + (z_f2_g * (-0.001388888888887411)))));
    const cosine_f2_g = (flat_f2_g + (arch_f2_g + ((zz_f2_g * zz_f2_g) * ((2.480158728947673e-05 + (z_f2_g * (-2.7557314351390663e-07))) + (zz_f2_g * (2.087572321298175e-09 + (z_f2_g * (-1.1359647557788195e-11))))))));
    const first_f2_g = ((Math.abs((quarter_f2_g - 2.0)) === 1.0) ? cosine_f2_g : sine_f2_g);
    const second_f2_g = ((Math.abs((quarter_f2_g - 2.0)) === 1.0) ? sine_f2_g : cosine_f2_g);
    const x_f3_g = ((((Math.abs((quarter_f1_g - 1.5)) === 0.5) ? (-second_f1_g) : second_f1_g) + ((Math.abs((quarter_f2_g - 1.5)) === 0.5) ? (-second_f2_g) : second_f2_g)) / 2);
    const x_2_f3_g = ((x_f3_g > 710.0) ? 710.0 : x_f3_g);
    const x_3_f3_g = ((x_2_f3_g < (-746.0)) ? (-746.0) : x_2_f3_g);
    const n_f3_g = (((x_3_f3_g * 1.4426950408889634) + 6755399441055744.0) - 6755399441055744.0);
    const near_f3_g = (x_3_f3_g - (n_f3_g * 0.6931471803691238));
    const rest_f3_g = (n_f3_g * 1.9082149292705877e-10);
    const r_f3_g = (near_f3_g - rest_f3_g);
    const low_f3_g = ((near_f3_g - r_f3_g) - rest_f3_g);
    const r2_f3_g = ((Math.abs(r_f3_g) > 1e-20) ? (r_f3_g * r_f3_g) : 0.0);
    const r4_f3_g = (r2_f3_g * r2_f3_g);
    const start_f3_g = ((0.5 + (r_f3_g * 0.16666666666666682)) + (r2_f3_g * (0.041666666666666095 + (r_f3_g * 0.008333333333317034))));
    const end_f3_g = (((0.0013888888889115626 + (r_f3_g * 0.0001984126989638378)) + (r2_f3_g * (2.4801586926635665e-05 + (r_f3_g * 2.755723486191232e-06)))) + (r4_f3_g * ((2.7557581846648344e-07 + (r_f3_g * 2.5112036852469263e-08)) + (r2_f3_g * 2.0826627449866924e-09))));
    const power_f3_g = (1.0 + (r_f3_g + (low_f3_g + (r2_f3_g * (start_f3_g + (r4_f3_g * end_f3_g))))));
    const half_f3_g = Math.floor((0.5 * n_f3_g));
    const h_f3_g = (half_f3_g * 0.0009765625);
    const s_f3_g = ((0.999923 + (h_f3_g * 0.693335)) + ((h_f3_g * h_f3_g) * (0.242688 + (h_f3_g * 0.054671))));
    const s_2_f3_g = (s_f3_g * s_f3_g);
    const s_3_f3_g = (s_2_f3_g * s_2_f3_g);
    const s_4_f3_g = (s_3_f3_g * s_3_f3_g);
    const s_5_f3_g = (s_4_f3_g * s_4_f3_g);
    const s_6_f3_g = (s_5_f3_g * s_5_f3_g);
    const s_7_f3_g = (s_6_f3_g * s_6_f3_g);
    const s_8_f3_g = (s_7_f3_g * s_7_f3_g);
    const s_9_f3_g = (s_8_f3_g * s_8_f3_g);
    const s_10_f3_g = (s_9_f3_g * s_9_f3_g);
    const s_11_f3_g = (s_10_f3_g * s_10_f3_g);
    const large_f3_g = (s_11_f3_g * 4503599627370496.0);
    const scale_f3_g = ((large_f3_g + s_11_f3_g) - large_f3_g);
    const last_f3_g = (scale_f3_g + (scale_f3_g * (n_f3_g - (2.0 * half_f3_g))));
    const usual_f3_g = ((n_f3_g > 0.5) ? 2.0 : ((n_f3_g < (-0.5)) ? 0.5 : 1.0));
    const dents_g = (3.141592653589793 * ((Math.abs(n_f3_g) < 1.5) ? (power_f3_g * usual_f3_g) : ((power_f3_g * scale_f3_g) * last_f3_g)));
    let gx = ((cone_g * x) + (dents_g * ((quarter_f1_g > 1.5) ? (-first_f1_g) : first_f1_g))), gy = ((cone_g * y) + (dents_g * ((quarter_f2_g > 1.5) ? (-first_f2_g) : first_f2_g)));`,
"styblinski-tang": `const a_x_g = (x + x);
    const b_y_g = (y + y);
    const a_g = (x * x);
    const b_g = (y * y);
    let gx = (((((a_x_g * a_g) + (a_g * a_x_g)) - (16 * a_x_g)) + 5) / 2), gy = (((((b_y_g * b_g) + (b_g * b_y_g)) - (16 * b_y_g)) + 5) / 2);`,
"sampled": `const u_g = ((x - p[2]) / p[4]);
    const v_g = ((y - p[3]) / p[5]);
    const a_g = minimum(maximum(u_g, 0.0), (p[0] - 1));
    const b_g = minimum(maximum(v_g, 0.0), (p[1] - 1));
    const i_g = minimum(Math.floor(a_g), (p[0] - 2));
    const j_g = minimum(Math.floor(b_g), (p[1] - 2));
    const s_g = (a_g - i_g);
    const t_g = (b_g - j_g);
    const first_g = Math.trunc(((6 + (j_g * (p[0] + 2))) + i_g));
    const gx_g = (0.0 * x);
    const gy_g = (0.0 * y);
    const slope_x_g = ((-0.5) + (s_g * ((2 * 0.5) + ((s_g * 3) * (-0.16666666666666666)))));
    const along_g = ((0.16666666666666666 + (s_g * ((-0.5) + (s_g * (0.5 + (s_g * (-0.16666666666666666))))))) + ((u_g - a_g) * slope_x_g));
    const c_g = p[(first_g + Math.trunc(((0 * (p[0] + 2)) + 0)))];
    const slope_y_g = ((-0.5) + (t_g * ((2 * 0.5) + ((t_g * 3) * (-0.16666666666666666)))));
    const up_g = ((0.16666666666666666 + (t_g * ((-0.5) + (t_g * (0.5 + (t_g * (-0.16666666666666666))))))) + ((v_g - b_g) * slope_y_g));
    const gx_2_g = (gx_g + (((c_g * slope_x_g) * up_g) / p[4]));
    const gy_2_g = (gy_g + (((c_g * along_g) * slope_y_g) / p[5]));
    const c_2_g = p[(first_g + Math.trunc(((1 * (p[0] + 2)) + 0)))];
    const slope_y_2_g = (0.0 + (t_g * ((2 * (-1.0)) + ((t_g * 3) * 0.5))));
    const up_2_g = ((0.6666666666666666 + (t_g * (0.0 + (t_g * ((-1.0) + (t_g * 0.5)))))) + ((v_g - b_g) * slope_y_2_g));
    const gx_3_g = (gx_2_g + (((c_2_g * slope_x_g) * up_2_g) / p[4]));
    const gy_3_g = (gy_2_g + (((c_2_g * along_g) * slope_y_2_g) / p[5]));
    const c_3_g = p[(first_g + Math.trunc(((2 * (p[0] + 2)) + 0)))];
    const slope_y_3_g = (0.5 + (t_g * ((2 * 0.5) + ((t_g * 3) * (-0.5)))));
    const up_3_g = ((0.16666666666666666 + (t_g * (0.5 + (t_g * (0.5 + (t_g * (-0.5))))))) + ((v_g - b_g) * slope_y_3_g));
    const gx_4_g = (gx_3_g + (((c_3_g * slope_x_g) * up_3_g) / p[4]));
    const gy_4_g = (gy_3_g + (((c_3_g * along_g) * slope_y_3_g) / p[5]));
    const c_4_g = p[(first_g + Math.trunc(((3 * (p[0] + 2)) + 0)))];
    const slope_y_4_g = (0.0 + (t_g * ((2 * 0.0) + ((t_g * 3) * 0.16666666666666666))));
    const up_4_g = ((0.0 + (t_g * (0.0 + (t_g * (0.0 + (t_g * 0.16666666666666666)))))) + ((v_g - b_g) * slope_y_4_g));
    const gx_5_g = (gx_4_g + (((c_4_g * slope_x_g) * up_4_g) / p[4]));
    const gy_5_g = (gy_4_g + (((c_4_g * along_g) * slope_y_4_g) / p[5]));
    const slope_x_2_g = (0.0 + (s_g * ((2 * (-1.0)) + ((s_g * 3) * 0.5))));
    const along_2_g = ((0.6666666666666666 + (s_g * (0.0 + (s_g * ((-1.0) + (s_g * 0.5)))))) + ((u_g - a_g) * slope_x_2_g));
    const c_5_g = p[(first_g + Math.trunc(((0 * (p[0] + 2)) + 1)))];
    const slope_y_5_g = ((-0.5) + (t_g * ((2 * 0.5) + ((t_g * 3) * (-0.16666666666666666)))));
    const up_5_g = ((0.16666666666666666 + (t_g * ((-0.5) + (t_g * (0.5 + (t_g * (-0.16666666666666666))))))) + ((v_g - b_g) * slope_y_5_g));
    const gx_6_g = (gx_5_g + (((c_5_g * slope_x_2_g) * up_5_g) / p[4]));
    const gy_6_g = (gy_5_g + (((c_5_g * along_2_g) * slope_y_5_g) / p[5]));
    const c_6_g = p[(first_g + Math.trunc(((1 * (p[0] + 2)) + 1)))];
    const slope_y_6_g = (0.0 + (t_g * ((2 * (-1.0)) + ((t_g * 3) * 0.5))));
    const up_6_g = ((0.6666666666666666 + (t_g * (0.0 + (t_g * ((-1.0) + (t_g * 0.5)))))) + ((v_g - b_g) * slope_y_6_g));
    const gx_7_g = (gx_6_g + (((c_6_g * slope_x_2_g) * up_6_g) / p[4]));
    const gy_7_g = (gy_6_g + (((c_6_g * along_2_g) * slope_y_6_g) / p[5]));
    const c_7_g = p[(first_g + Math.trunc(((2 * (p[0] + 2)) + 1)))];
    const slope_y_7_g = (0.5 + (t_g * ((2 * 0.5) + ((t_g * 3) * (-0.5)))));
    const up_7_g = ((0.16666666666666666 + (t_g * (0.5 + (t_g * (0.5 + (t_g * (-0.5))))))) + ((v_g - b_g) * slope_y_7_g));
    const gx_8_g = (gx_7_g + (((c_7_g * slope_x_2_g) * up_7_g) / p[4]));
    const gy_8_g = (gy_7_g + (((c_7_g * along_2_g) * slope_y_7_g) / p[5]));
    const c_8_g = p[(first_g + Math.trunc(((3 * (p[0] + 2)) + 1)))];
    const slope_y_8_g = (0.0 + (t_g * ((2 * 0.0) + ((t_g * 3) * 0.16666666666666666))));
    const up_8_g = ((0.0 + (t_g * (0.0 + (t_g * (0.0 + (t_g * 0.16666666666666666)))))) + ((v_g - b_g) * slope_y_8_g));
    const gx_9_g = (gx_8_g + (((c_8_g * slope_x_2_g) * up_8_g) / p[4]));
    const gy_9_g = (gy_8_g + (((c_8_g * along_2_g) * slope_y_8_g) / p[5]));
    const slope_x_3_g = (0.5 + (s_g * ((2 * 0.5) + ((s_g * 3) * (-0.5)))));
    const along_3_g = ((0.16666666666666666 + (s_g * (0.5 + (s_g * (0.5 + (s_g * (-0.5))))))) + ((u_g - a_g) * slope_x_3_g));
    const c_9_g = p[(first_g + Math.trunc(((0 * (p[0] + 2)) + 2)))];
    const slope_y_9_g = ((-0.5) + (t_g * ((2 * 0.5) + ((t_g * 3) * (-0.16666666666666666)))));
    const up_9_g = ((0.16666666666666666 + (t_g * ((-0.5) + (t_g * (0.5 + (t_g * (-0.16666666666666666))))))) + ((v_g - b_g) * slope_y_9_g));
    const gx_10_g = (gx_9_g + (((c_9_g * slope_x_3_g) * up_9_g) / p[4]));
    const gy_10_g = (gy_9_g + (((c_9_g * along_3_g) * slope_y_9_g) / p[5]));
    const c_10_g = p[(first_g + Math.trunc(((1 * (p[0] + 2)) + 2)))];
    const slope_y_10_g = (0.0 + (t_g * ((2 * (-1.0)) + ((t_g * 3) * 0.5))));
    const up_10_g = ((0.6666666666666666 + (t_g * (0.0 + (t_g * ((-1.0) + (t_g * 0.5)))))) + ((v_g - b_g) * slope_y_10_g));
    const gx_11_g = (gx_10_g + (((c_10_g * slope_x_3_g) * up_10_g) / p[4]));
    const gy_11_g = (gy_10_g + (((c_10_g * along_3_g) * slope_y_10_g) / p[5]));
    const c_11_g = p[(first_g + Math.trunc(((2 * (p[0] + 2)) + 2)))];
    const slope_y_11_g = (0.5 + (t_g * ((2 * 0.5) + ((t_g * 3) * (-0.5)))));
    const up_11_g = ((0.16666666666666666 + (t_g * (0.5 + (t_g * (0.5 + (t_g * (-0.5))))))) + ((v_g - b_g) * slope_y_11_g));
    const gx_12_g = (gx_11_g + (((c_11_g * slope_x_3_g) * up_11_g) / p[4]));
    const gy_12_g = (gy_11_g + (((c_11_g * along_3_g) * slope_y_11_g) / p[5]));
    const c_12_g = p[(first_g + Math.trunc(((3 * (p[0] + 2)) + 2)))];
    const slope_y_12_g = (0.0 + (t_g * ((2 * 0.0) + ((t_g * 3) * 0.16666666666666666))));
    const up_12_g = ((0.0 + (t_g * (0.0 + (t_g * (0.0 + (t_g * 0.16666666666666666)))))) + ((v_g - b_g) * slope_y_12_g));
    const gx_13_g = (gx_12_g + (((c_12_g * slope_x_3_g) * up_12_g) / p[4]));
    const gy_13_g = (gy_12_g + (((c_12_g * along_3_g) * slope_y_12_g) / p[5]));
    const slope_x_4_g = (0.0 + (s_g * ((2 * 0.0) + ((s_g * 3) * 0.16666666666666666))));
    const along_4_g = ((0.0 + (s_g * (0.0 + (s_g * (0.0 + (s_g * 0.16666666666666666)))))) + ((u_g - a_g) * slope_x_4_g));
    const c_13_g = p[(first_g + Math.trunc(((0 * (p[0] + 2)) + 3)))];
    const slope_y_13_g = ((-0.5) + (t_g * ((2 * 0.5) + ((t_g * 3) * (-0.16666666666666666)))));
    const up_13_g = ((0.16666666666666666 + (t_g * ((-0.5) + (t_g * (0.5 + (t_g * (-0.16666666666666666))))))) + ((v_g - b_g) * slope_y_13_g));
    const gx_14_g = (gx_13_g + (((c_13_g * slope_x_4_g) * up_13_g) / p[4]));
    const gy_14_g = (gy_13_g + (((c_13_g * along_4_g) * slope_y_13_g) / p[5]));
    const c_14_g = p[(first_g + Math.trunc(((1 * (p[0] + 2)) + 3)))];
    const slope_y_14_g = (0.0 + (t_g * ((2 * (-1.0)) + ((t_g * 3) * 0.5))));
    const up_14_g = ((0.6666666666666666 + (t_g * (0.0 + (t_g * ((-1.0) + (t_g * 0.5)))))) + ((v_g - b_g) * slope_y_14_g));
    const gx_15_g = (gx_14_g + (((c_14_g * slope_x_4_g) * up_14_g) / p[4]));
    const gy_15_g = (gy_14_g + (((c_14_g * along_4_g) * slope_y_14_g) / p[5]));
    const c_15_g = p[(first_g + Math.trunc(((2 * (p[0] + 2)) + 3)))];
    const slope_y_15_g = (0.5 + (t_g * ((2 * 0.5) + ((t_g * 3) * (-0.5)))));
    const up_15_g = ((0.16666666666666666 + (t_g * (0.5 + (t_g * (0.5 + (t_g * (-0.5))))))) + ((v_g - b_g) * slope_y_15_g));
    const gx_16_g = (gx_15_g + (((c_15_g * slope_x_4_g) * up_15_g) / p[4]));
    const gy_16_g = (gy_15_g + (((c_15_g * along_4_g) * slope_y_15_g) / p[5]));
    const c_16_g = p[(first_g + Math.trunc(((3 * (p[0] + 2)) + 3)))];
    const slope_y_16_g = (0.0 + (t_g * ((2 * 0.0) + ((t_g * 3) * 0.16666666666666666))));
    const up_16_g = ((0.0 + (t_g * (0.0 + (t_g * (0.0 + (t_g * 0.16666666666666666)))))) + ((v_g - b_g) * slope_y_16_g));
    const gx_17_g = (gx_16_g + (((c_16_g * slope_x_4_g) * up_16_g) / p[4]));
    const gy_17_g = (gy_16_g + (((c_16_g * along_4_g) * slope_y_16_g) / p[5]));
    let gx = gx_17_g, gy = gy_17_g;`,
};
