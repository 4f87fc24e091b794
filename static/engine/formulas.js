// Written by `python -m dynamics.in_javascript` from the formulas that Numba compiles; not by hand.

// as Numba has them: what is not a number wins, and of 0 and -0 the first
export const maximum = (a, b) => (a !== a ? a : b !== b ? b : a >= b ? a : b);
export const minimum = (a, b) => (a !== a ? a : b !== b ? b : a <= b ? a : b);
export const sign = (a) => (a > 0 ? 1 : a < 0 ? -1 : a === 0 ? 0 : NaN);

export const sine = (x) => {
  const small_f0 = (Math.abs(x) <= 0.7853981633974483);
  let y_f0, low_f0, quarter_f0;
  if (small_f0) {
    y_f0 = x;
    low_f0 = 0.0;
    quarter_f0 = 0.0;
  } else {
    const turned_f0 = ((Math.abs(x) > 1073741824.0) ? (x - (2147483648.0 * Math.floor(((x * 4.656612873077393e-10) + 0.5)))) : x);
    const n_f0 = (((turned_f0 * 0.6366197723675814) + 6755399441055744.0) - 6755399441055744.0);
    const near_f0 = ((turned_f0 - (n_f0 * 1.570796251296997)) - (n_f0 * 7.549789415861596e-08));
    const third_f0 = (n_f0 * 5.39030083589187e-15);
    const fourth_f0 = (n_f0 * 2.0222659584103533e-21);
    const rest_f0 = (third_f0 + fourth_f0);
    const rest_low_f0 = (((third_f0 - rest_f0) + fourth_f0) + (n_f0 * 2.9038559739793605e-28));
    const reduced_f0 = (near_f0 - rest_f0);
    y_f0 = reduced_f0;
    low_f0 = (((near_f0 - reduced_f0) - rest_f0) - rest_low_f0);
    quarter_f0 = (n_f0 - (4.0 * Math.floor((0.25 * n_f0))));
  }
  const z_f0 = ((Math.abs(y_f0) > 1e-20) ? (y_f0 * y_f0) : 0.0);
  const zz_f0 = (z_f0 * z_f0);
  const yz_f0 = (y_f0 * z_f0);
  const yzz_f0 = (yz_f0 * z_f0);
  const flat_f0 = (1.0 - (0.5 * z_f0));
  const bend_f0 = (((yz_f0 * (-(-0.16666666666666632))) - (low_f0 * flat_f0)) - (yzz_f0 * (0.00833333333332249 + (z_f0 * (-0.0001984126982985795)))));
  const sine_f0 = (y_f0 - (bend_f0 - ((yzz_f0 * zz_f0) * ((2.7557313707070068e-06 + (z_f0 * (-2.5050760253406863e-08))) + (zz_f0 * 1.58969099521155e-10)))));
  const arch_f0 = ((((1.0 - flat_f0) - (0.5 * z_f0)) - (y_f0 * low_f0)) + (zz_f0 * (0.0416666666666666 + (z_f0 * (-0.001388888888887411)))));
  const cosine_f0 = (flat_f0 + (arch_f0 + ((zz_f0 * zz_f0) * ((2.480158728947673e-05 + (z_f0 * (-2.7557314351390663e-07))) + (zz_f0 * (2.087572321298175e-09 + (z_f0 * (-1.1359647557788195e-11))))))));
  const first_f0 = ((Math.abs((quarter_f0 - 2.0)) === 1.0) ? cosine_f0 : sine_f0);
  const result = ((quarter_f0 > 1.5) ? (-first_f0) : first_f0);
  return result;
};
export const cosine = (x) => {
  const small_f0 = (Math.abs(x) <= 0.7853981633974483);
  let y_f0, low_f0, quarter_f0;
  if (small_f0) {
    y_f0 = x;
    low_f0 = 0.0;
    quarter_f0 = 0.0;
  } else {
    const turned_f0 = ((Math.abs(x) > 1073741824.0) ? (x - (2147483648.0 * Math.floor(((x * 4.656612873077393e-10) + 0.5)))) : x);
    const n_f0 = (((turned_f0 * 0.6366197723675814) + 6755399441055744.0) - 6755399441055744.0);
    const near_f0 = ((turned_f0 - (n_f0 * 1.570796251296997)) - (n_f0 * 7.549789415861596e-08));
    const third_f0 = (n_f0 * 5.39030083589187e-15);
    const fourth_f0 = (n_f0 * 2.0222659584103533e-21);
    const rest_f0 = (third_f0 + fourth_f0);
    const rest_low_f0 = (((third_f0 - rest_f0) + fourth_f0) + (n_f0 * 2.9038559739793605e-28));
    const reduced_f0 = (near_f0 - rest_f0);
    y_f0 = reduced_f0;
    low_f0 = (((near_f0 - reduced_f0) - rest_f0) - rest_low_f0);
    quarter_f0 = (n_f0 - (4.0 * Math.floor((0.25 * n_f0))));
  }
  const z_f0 = ((Math.abs(y_f0) > 1e-20) ? (y_f0 * y_f0) : 0.0);
  const zz_f0 = (z_f0 * z_f0);
  const yz_f0 = (y_f0 * z_f0);
  const yzz_f0 = (yz_f0 * z_f0);
  const flat_f0 = (1.0 - (0.5 * z_f0));
  const bend_f0 = (((yz_f0 * (-(-0.16666666666666632))) - (low_f0 * flat_f0)) - (yzz_f0 * (0.00833333333332249 + (z_f0 * (-0.0001984126982985795)))));
  const sine_f0 = (y_f0 - (bend_f0 - ((yzz_f0 * zz_f0) * ((2.7557313707070068e-06 + (z_f0 * (-2.5050760253406863e-08))) + (zz_f0 * 1.58969099521155e-10)))));
  const arch_f0 = ((((1.0 - flat_f0) - (0.5 * z_f0)) - (y_f0 * low_f0)) + (zz_f0 * (0.0416666666666666 + (z_f0 * (-0.001388888888887411)))));
  const cosine_f0 = (flat_f0 + (arch_f0 + ((zz_f0 * zz_f0) * ((2.480158728947673e-05 + (z_f0 * (-2.7557314351390663e-07))) + (zz_f0 * (2.087572321298175e-09 + (z_f0 * (-1.1359647557788195e-11))))))));
  const second_f0 = ((Math.abs((quarter_f0 - 2.0)) === 1.0) ? sine_f0 : cosine_f0);
  const result = ((Math.abs((quarter_f0 - 1.5)) === 0.5) ? (-second_f0) : second_f0);
  return result;
};
export const exp = (x) => {
  const x_2_f0 = ((x > 710.0) ? 710.0 : x);
  const x_3_f0 = ((x_2_f0 < (-746.0)) ? (-746.0) : x_2_f0);
  const n_f0 = (((x_3_f0 * 1.4426950408889634) + 6755399441055744.0) - 6755399441055744.0);
  const near_f0 = (x_3_f0 - (n_f0 * 0.6931471803691238));
  const rest_f0 = (n_f0 * 1.9082149292705877e-10);
  const r_f0 = (near_f0 - rest_f0);
  const low_f0 = ((near_f0 - r_f0) - rest_f0);
  const r2_f0 = ((Math.abs(r_f0) > 1e-20) ? (r_f0 * r_f0) : 0.0);
  const r4_f0 = (r2_f0 * r2_f0);
  const start_f0 = ((0.5 + (r_f0 * 0.16666666666666682)) + (r2_f0 * (0.041666666666666095 + (r_f0 * 0.008333333333317034))));
  const end_f0 = (((0.0013888888889115626 + (r_f0 * 0.0001984126989638378)) + (r2_f0 * (2.4801586926635665e-05 + (r_f0 * 2.755723486191232e-06)))) + (r4_f0 * ((2.7557581846648344e-07 + (r_f0 * 2.5112036852469263e-08)) + (r2_f0 * 2.0826627449866924e-09))));
  const power_f0 = (1.0 + (r_f0 + (low_f0 + (r2_f0 * (start_f0 + (r4_f0 * end_f0))))));
  let result;
  if ((Math.abs(n_f0) < 1.5)) {
    const usual_f0 = ((n_f0 > 0.5) ? 2.0 : ((n_f0 < (-0.5)) ? 0.5 : 1.0));
    result = (power_f0 * usual_f0);
  } else {
    const half_f0 = Math.floor((0.5 * n_f0));
    const h_f0 = (half_f0 * 0.0009765625);
    const s_f0 = ((0.999923 + (h_f0 * 0.693335)) + ((h_f0 * h_f0) * (0.242688 + (h_f0 * 0.054671))));
    const s_2_f0 = (s_f0 * s_f0);
    const s_3_f0 = (s_2_f0 * s_2_f0);
    const s_4_f0 = (s_3_f0 * s_3_f0);
    const s_5_f0 = (s_4_f0 * s_4_f0);
    const s_6_f0 = (s_5_f0 * s_5_f0);
    const s_7_f0 = (s_6_f0 * s_6_f0);
    const s_8_f0 = (s_7_f0 * s_7_f0);
    const s_9_f0 = (s_8_f0 * s_8_f0);
    const s_10_f0 = (s_9_f0 * s_9_f0);
    const s_11_f0 = (s_10_f0 * s_10_f0);
    const large_f0 = (s_11_f0 * 4503599627370496.0);
    const scale_f0 = ((large_f0 + s_11_f0) - large_f0);
    const last_f0 = (scale_f0 + (scale_f0 * (n_f0 - (2.0 * half_f0))));
    result = ((power_f0 * scale_f0) * last_f0);
  }
  return result;
};
export const log = (x) => {
  let finite_f0;
  if ((x < Infinity)) {
    const n_f0 = ((x > 5.314145235791187e+109) ? 729.0 : ((x < 1.881770173056094e-110) ? (-729.0) : 0.0));
    const m_f0 = ((x > 5.314145235791187e+109) ? (x * 3.541058984203562e-220) : ((x < 1.881770173056094e-110) ? (x * 2.8240139587082175e+219) : x));
    const n_2_f0 = (n_f0 + ((m_f0 > 3.759624518250071e+36) ? 243.0 : ((m_f0 < 2.6598400854813377e-37) ? (-243.0) : 0.0)));
    const m_2_f0 = ((m_f0 > 3.759624518250071e+36) ? (m_f0 * 7.074749280333369e-74) : ((m_f0 < 2.6598400854813377e-37) ? (m_f0 * 1.4134776518227075e+73) : m_f0));
    const n_3_f0 = (n_2_f0 + ((m_2_f0 > 1554944255987.7375) ? 81.0 : ((m_2_f0 < 6.431098710768743e-13) ? (-81.0) : 0.0)));
    const m_3_f0 = ((m_2_f0 > 1554944255987.7375) ? (m_2_f0 * 4.1359030627651384e-25) : ((m_2_f0 < 6.431098710768743e-13) ? (m_2_f0 * 2.4178516392292583e+24) : m_2_f0));
    const n_4_f0 = (n_3_f0 + ((m_3_f0 > 11585.237502960395) ? 27.0 : ((m_3_f0 < 8.631674575031098e-05) ? (-27.0) : 0.0)));
    const m_4_f0 = ((m_3_f0 > 11585.237502960395) ? (m_3_f0 * 7.450580596923828e-09) : ((m_3_f0 < 8.631674575031098e-05) ? (m_3_f0 * 134217728.0) : m_3_f0));
    const n_5_f0 = (n_4_f0 + ((m_4_f0 > 22.627416997969522) ? 9.0 : ((m_4_f0 < 0.04419417382415922) ? (-9.0) : 0.0)));
    const m_5_f0 = ((m_4_f0 > 22.627416997969522) ? (m_4_f0 * 0.001953125) : ((m_4_f0 < 0.04419417382415922) ? (m_4_f0 * 512.0) : m_4_f0));
    const n_6_f0 = (n_5_f0 + ((m_5_f0 > 2.8284271247461903) ? 3.0 : ((m_5_f0 < 0.3535533905932738) ? (-3.0) : 0.0)));
    const m_6_f0 = ((m_5_f0 > 2.8284271247461903) ? (m_5_f0 * 0.125) : ((m_5_f0 < 0.3535533905932738) ? (m_5_f0 * 8.0) : m_5_f0));
    const n_7_f0 = (n_6_f0 + ((m_6_f0 > 1.4142135623730951) ? 1.0 : ((m_6_f0 < 0.7071067811865476) ? (-1.0) : 0.0)));
    const m_7_f0 = ((m_6_f0 > 1.4142135623730951) ? (m_6_f0 * 0.5) : ((m_6_f0 < 0.7071067811865476) ? (m_6_f0 * 2.0) : m_6_f0));
    const f_f0 = (m_7_f0 - 1.0);
    const s_f0 = (f_f0 / (2.0 + f_f0));
    const z_f0 = (s_f0 * s_f0);
    const w_f0 = (z_f0 * z_f0);
    const even_f0 = (w_f0 * (0.3999999999940942 + (w_f0 * (0.22222198432149784 + (w_f0 * 0.15313837699209373)))));
    const odd_f0 = (z_f0 * ((0.6666666666666735 + (w_f0 * 0.2857142874366239)) + ((w_f0 * w_f0) * (0.1818357216161805 + (w_f0 * 0.14798198605116586)))));
    const square_f0 = ((0.5 * f_f0) * f_f0);
    const value_f0 = ((n_7_f0 * 0.6931471803691238) - ((square_f0 - ((s_f0 * (square_f0 + (even_f0 + odd_f0))) + (n_7_f0 * 1.9082149292705877e-10))) - f_f0));
    finite_f0 = value_f0;
  } else {
    finite_f0 = x;
  }
  const result = ((x > 0.0) ? finite_f0 : ((x === 0.0) ? (-Infinity) : NaN));
  return result;
};
export const tangent = (x) => {
  const small_f0_f0 = (Math.abs(x) <= 0.7853981633974483);
  let y_f0_f0, low_f0_f0, quarter_f0_f0;
  if (small_f0_f0) {
    y_f0_f0 = x;
    low_f0_f0 = 0.0;
    quarter_f0_f0 = 0.0;
  } else {
    const turned_f0_f0 = ((Math.abs(x) > 1073741824.0) ? (x - (2147483648.0 * Math.floor(((x * 4.656612873077393e-10) + 0.5)))) : x);
    const n_f0_f0 = (((turned_f0_f0 * 0.6366197723675814) + 6755399441055744.0) - 6755399441055744.0);
    const near_f0_f0 = ((turned_f0_f0 - (n_f0_f0 * 1.570796251296997)) - (n_f0_f0 * 7.549789415861596e-08));
    const third_f0_f0 = (n_f0_f0 * 5.39030083589187e-15);
    const fourth_f0_f0 = (n_f0_f0 * 2.0222659584103533e-21);
    const rest_f0_f0 = (third_f0_f0 + fourth_f0_f0);
    const rest_low_f0_f0 = (((third_f0_f0 - rest_f0_f0) + fourth_f0_f0) + (n_f0_f0 * 2.9038559739793605e-28));
    const reduced_f0_f0 = (near_f0_f0 - rest_f0_f0);
    y_f0_f0 = reduced_f0_f0;
    low_f0_f0 = (((near_f0_f0 - reduced_f0_f0) - rest_f0_f0) - rest_low_f0_f0);
    quarter_f0_f0 = (n_f0_f0 - (4.0 * Math.floor((0.25 * n_f0_f0))));
  }
  const z_f0_f0 = ((Math.abs(y_f0_f0) > 1e-20) ? (y_f0_f0 * y_f0_f0) : 0.0);
  const zz_f0_f0 = (z_f0_f0 * z_f0_f0);
  const yz_f0_f0 = (y_f0_f0 * z_f0_f0);
  const yzz_f0_f0 = (yz_f0_f0 * z_f0_f0);
  const flat_f0_f0 = (1.0 - (0.5 * z_f0_f0));
  const bend_f0_f0 = (((yz_f0_f0 * (-(-0.16666666666666632))) - (low_f0_f0 * flat_f0_f0)) - (yzz_f0_f0 * (0.00833333333332249 + (z_f0_f0 * (-0.0001984126982985795)))));
  const sine_f0_f0 = (y_f0_f0 - (bend_f0_f0 - ((yzz_f0_f0 * zz_f0_f0) * ((2.7557313707070068e-06 + (z_f0_f0 * (-2.5050760253406863e-08))) + (zz_f0_f0 * 1.58969099521155e-10)))));
  const arch_f0_f0 = ((((1.0 - flat_f0_f0) - (0.5 * z_f0_f0)) - (y_f0_f0 * low_f0_f0)) + (zz_f0_f0 * (0.0416666666666666 + (z_f0_f0 * (-0.001388888888887411)))));
  const cosine_f0_f0 = (flat_f0_f0 + (arch_f0_f0 + ((zz_f0_f0 * zz_f0_f0) * ((2.480158728947673e-05 + (z_f0_f0 * (-2.7557314351390663e-07))) + (zz_f0_f0 * (2.087572321298175e-09 + (z_f0_f0 * (-1.1359647557788195e-11))))))));
  const first_f0_f0 = ((Math.abs((quarter_f0_f0 - 2.0)) === 1.0) ? cosine_f0_f0 : sine_f0_f0);
  const second_f0_f0 = ((Math.abs((quarter_f0_f0 - 2.0)) === 1.0) ? sine_f0_f0 : cosine_f0_f0);
  const result = (((quarter_f0_f0 > 1.5) ? (-first_f0_f0) : first_f0_f0) / ((Math.abs((quarter_f0_f0 - 1.5)) === 0.5) ? (-second_f0_f0) : second_f0_f0));
  return result;
};
export const hyperbolicSine = (x) => {
  const size_f0 = Math.abs(x);
  const z_f0 = ((size_f0 > 1e-20) ? (x * x) : 0.0);
  const series_f0 = 8.22063524662433e-18;
  const series_2_f0 = (2.8114572543455206e-15 + (z_f0 * series_f0));
  const series_3_f0 = (7.647163731819816e-13 + (z_f0 * series_2_f0));
  const series_4_f0 = (1.6059043836821613e-10 + (z_f0 * series_3_f0));
  const series_5_f0 = (2.505210838544172e-08 + (z_f0 * series_4_f0));
  const series_6_f0 = (2.7557319223985893e-06 + (z_f0 * series_5_f0));
  const series_7_f0 = (0.0001984126984126984 + (z_f0 * series_6_f0));
  const series_8_f0 = (0.008333333333333333 + (z_f0 * series_7_f0));
  const series_9_f0 = (0.16666666666666666 + (z_f0 * series_8_f0));
  const x_2_f0_f0 = ((size_f0 > 710.0) ? 710.0 : size_f0);
  const x_3_f0_f0 = ((x_2_f0_f0 < (-746.0)) ? (-746.0) : x_2_f0_f0);
  const n_f0_f0 = (((x_3_f0_f0 * 1.4426950408889634) + 6755399441055744.0) - 6755399441055744.0);
  const near_f0_f0 = (x_3_f0_f0 - (n_f0_f0 * 0.6931471803691238));
  const rest_f0_f0 = (n_f0_f0 * 1.9082149292705877e-10);
  const r_f0_f0 = (near_f0_f0 - rest_f0_f0);
  const low_f0_f0 = ((near_f0_f0 - r_f0_f0) - rest_f0_f0);
  const r2_f0_f0 = ((Math.abs(r_f0_f0) > 1e-20) ? (r_f0_f0 * r_f0_f0) : 0.0);
  const r4_f0_f0 = (r2_f0_f0 * r2_f0_f0);
  const start_f0_f0 = ((0.5 + (r_f0_f0 * 0.16666666666666682)) + (r2_f0_f0 * (0.041666666666666095 + (r_f0_f0 * 0.008333333333317034))));
  const end_f0_f0 = (((0.0013888888889115626 + (r_f0_f0 * 0.0001984126989638378)) + (r2_f0_f0 * (2.4801586926635665e-05 + (r_f0_f0 * 2.755723486191232e-06)))) + (r4_f0_f0 * ((2.7557581846648344e-07 + (r_f0_f0 * 2.5112036852469263e-08)) + (r2_f0_f0 * 2.0826627449866924e-09))));
  const power_f0_f0 = (1.0 + (r_f0_f0 + (low_f0_f0 + (r2_f0_f0 * (start_f0_f0 + (r4_f0_f0 * end_f0_f0))))));
  let e_f0;
  if ((Math.abs(n_f0_f0) < 1.5)) {
    const usual_f0_f0 = ((n_f0_f0 > 0.5) ? 2.0 : ((n_f0_f0 < (-0.5)) ? 0.5 : 1.0));
    e_f0 = (power_f0_f0 * usual_f0_f0);
  } else {
    const half_f0_f0 = Math.floor((0.5 * n_f0_f0));
    const h_f0_f0 = (half_f0_f0 * 0.0009765625);
    const s_f0_f0 = ((0.999923 + (h_f0_f0 * 0.693335)) + ((h_f0_f0 * h_f0_f0) * (0.242688 + (h_f0_f0 * 0.054671))));
    const s_2_f0_f0 = (s_f0_f0 * s_f0_f0);
    const s_3_f0_f0 = (s_2_f0_f0 * s_2_f0_f0);
    const s_4_f0_f0 = (s_3_f0_f0 * s_3_f0_f0);
    const s_5_f0_f0 = (s_4_f0_f0 * s_4_f0_f0);
    const s_6_f0_f0 = (s_5_f0_f0 * s_5_f0_f0);
    const s_7_f0_f0 = (s_6_f0_f0 * s_6_f0_f0);
    const s_8_f0_f0 = (s_7_f0_f0 * s_7_f0_f0);
    const s_9_f0_f0 = (s_8_f0_f0 * s_8_f0_f0);
    const s_10_f0_f0 = (s_9_f0_f0 * s_9_f0_f0);
    const s_11_f0_f0 = (s_10_f0_f0 * s_10_f0_f0);
    const large_f0_f0 = (s_11_f0_f0 * 4503599627370496.0);
    const scale_f0_f0 = ((large_f0_f0 + s_11_f0_f0) - large_f0_f0);
    const last_f0_f0 = (scale_f0_f0 + (scale_f0_f0 * (n_f0_f0 - (2.0 * half_f0_f0))));
    e_f0 = ((power_f0_f0 * scale_f0_f0) * last_f0_f0);
  }
  const far_f0 = ((e_f0 - (1.0 / e_f0)) / 2.0);
  const result = ((size_f0 < 1.0) ? (x + (x * (z_f0 * series_9_f0))) : ((x < 0.0) ? (-far_f0) : far_f0));
  return result;
};
export const hyperbolicCosine = (x) => {
  const x_f0_f0 = Math.abs(x);
  const x_2_f0_f0 = ((x_f0_f0 > 710.0) ? 710.0 : x_f0_f0);
  const x_3_f0_f0 = ((x_2_f0_f0 < (-746.0)) ? (-746.0) : x_2_f0_f0);
  const n_f0_f0 = (((x_3_f0_f0 * 1.4426950408889634) + 6755399441055744.0) - 6755399441055744.0);
  const near_f0_f0 = (x_3_f0_f0 - (n_f0_f0 * 0.6931471803691238));
  const rest_f0_f0 = (n_f0_f0 * 1.9082149292705877e-10);
  const r_f0_f0 = (near_f0_f0 - rest_f0_f0);
  const low_f0_f0 = ((near_f0_f0 - r_f0_f0) - rest_f0_f0);
  const r2_f0_f0 = ((Math.abs(r_f0_f0) > 1e-20) ? (r_f0_f0 * r_f0_f0) : 0.0);
  const r4_f0_f0 = (r2_f0_f0 * r2_f0_f0);
  const start_f0_f0 = ((0.5 + (r_f0_f0 * 0.16666666666666682)) + (r2_f0_f0 * (0.041666666666666095 + (r_f0_f0 * 0.008333333333317034))));
  const end_f0_f0 = (((0.0013888888889115626 + (r_f0_f0 * 0.0001984126989638378)) + (r2_f0_f0 * (2.4801586926635665e-05 + (r_f0_f0 * 2.755723486191232e-06)))) + (r4_f0_f0 * ((2.7557581846648344e-07 + (r_f0_f0 * 2.5112036852469263e-08)) + (r2_f0_f0 * 2.0826627449866924e-09))));
  const power_f0_f0 = (1.0 + (r_f0_f0 + (low_f0_f0 + (r2_f0_f0 * (start_f0_f0 + (r4_f0_f0 * end_f0_f0))))));
  let e_f0;
  if ((Math.abs(n_f0_f0) < 1.5)) {
    const usual_f0_f0 = ((n_f0_f0 > 0.5) ? 2.0 : ((n_f0_f0 < (-0.5)) ? 0.5 : 1.0));
    e_f0 = (power_f0_f0 * usual_f0_f0);
  } else {
    const half_f0_f0 = Math.floor((0.5 * n_f0_f0));
    const h_f0_f0 = (half_f0_f0 * 0.0009765625);
    const s_f0_f0 = ((0.999923 + (h_f0_f0 * 0.693335)) + ((h_f0_f0 * h_f0_f0) * (0.242688 + (h_f0_f0 * 0.054671))));
    const s_2_f0_f0 = (s_f0_f0 * s_f0_f0);
    const s_3_f0_f0 = (s_2_f0_f0 * s_2_f0_f0);
    const s_4_f0_f0 = (s_3_f0_f0 * s_3_f0_f0);
    const s_5_f0_f0 = (s_4_f0_f0 * s_4_f0_f0);
    const s_6_f0_f0 = (s_5_f0_f0 * s_5_f0_f0);
    const s_7_f0_f0 = (s_6_f0_f0 * s_6_f0_f0);
    const s_8_f0_f0 = (s_7_f0_f0 * s_7_f0_f0);
    const s_9_f0_f0 = (s_8_f0_f0 * s_8_f0_f0);
    const s_10_f0_f0 = (s_9_f0_f0 * s_9_f0_f0);
    const s_11_f0_f0 = (s_10_f0_f0 * s_10_f0_f0);
    const large_f0_f0 = (s_11_f0_f0 * 4503599627370496.0);
    const scale_f0_f0 = ((large_f0_f0 + s_11_f0_f0) - large_f0_f0);
    const last_f0_f0 = (scale_f0_f0 + (scale_f0_f0 * (n_f0_f0 - (2.0 * half_f0_f0))));
    e_f0 = ((power_f0_f0 * scale_f0_f0) * last_f0_f0);
  }
  const result = ((e_f0 + (1.0 / e_f0)) / 2.0);
  return result;
};
export const hyperbolicTangent = (x) => {
  const x_f0_f0 = (2.0 * Math.abs(x));
  const x_2_f0_f0 = ((x_f0_f0 > 710.0) ? 710.0 : x_f0_f0);
  const x_3_f0_f0 = ((x_2_f0_f0 < (-746.0)) ? (-746.0) : x_2_f0_f0);
  const n_f0_f0 = (((x_3_f0_f0 * 1.4426950408889634) + 6755399441055744.0) - 6755399441055744.0);
  const near_f0_f0 = (x_3_f0_f0 - (n_f0_f0 * 0.6931471803691238));
  const rest_f0_f0 = (n_f0_f0 * 1.9082149292705877e-10);
  const r_f0_f0 = (near_f0_f0 - rest_f0_f0);
  const low_f0_f0 = ((near_f0_f0 - r_f0_f0) - rest_f0_f0);
  const r2_f0_f0 = ((Math.abs(r_f0_f0) > 1e-20) ? (r_f0_f0 * r_f0_f0) : 0.0);
  const r4_f0_f0 = (r2_f0_f0 * r2_f0_f0);
  const start_f0_f0 = ((0.5 + (r_f0_f0 * 0.16666666666666682)) + (r2_f0_f0 * (0.041666666666666095 + (r_f0_f0 * 0.008333333333317034))));
  const end_f0_f0 = (((0.0013888888889115626 + (r_f0_f0 * 0.0001984126989638378)) + (r2_f0_f0 * (2.4801586926635665e-05 + (r_f0_f0 * 2.755723486191232e-06)))) + (r4_f0_f0 * ((2.7557581846648344e-07 + (r_f0_f0 * 2.5112036852469263e-08)) + (r2_f0_f0 * 2.0826627449866924e-09))));
  const power_f0_f0 = (1.0 + (r_f0_f0 + (low_f0_f0 + (r2_f0_f0 * (start_f0_f0 + (r4_f0_f0 * end_f0_f0))))));
  const half_f0_f0 = Math.floor((0.5 * n_f0_f0));
  const h_f0_f0 = (half_f0_f0 * 0.0009765625);
  const s_f0_f0 = ((0.999923 + (h_f0_f0 * 0.693335)) + ((h_f0_f0 * h_f0_f0) * (0.242688 + (h_f0_f0 * 0.054671))));
  const s_2_f0_f0 = (s_f0_f0 * s_f0_f0);
  const s_3_f0_f0 = (s_2_f0_f0 * s_2_f0_f0);
  const s_4_f0_f0 = (s_3_f0_f0 * s_3_f0_f0);
  const s_5_f0_f0 = (s_4_f0_f0 * s_4_f0_f0);
  const s_6_f0_f0 = (s_5_f0_f0 * s_5_f0_f0);
  const s_7_f0_f0 = (s_6_f0_f0 * s_6_f0_f0);
  const s_8_f0_f0 = (s_7_f0_f0 * s_7_f0_f0);
  const s_9_f0_f0 = (s_8_f0_f0 * s_8_f0_f0);
  const s_10_f0_f0 = (s_9_f0_f0 * s_9_f0_f0);
  const s_11_f0_f0 = (s_10_f0_f0 * s_10_f0_f0);
  const large_f0_f0 = (s_11_f0_f0 * 4503599627370496.0);
  const scale_f0_f0 = ((large_f0_f0 + s_11_f0_f0) - large_f0_f0);
  const last_f0_f0 = (scale_f0_f0 + (scale_f0_f0 * (n_f0_f0 - (2.0 * half_f0_f0))));
  const usual_f0_f0 = ((n_f0_f0 > 0.5) ? 2.0 : ((n_f0_f0 < (-0.5)) ? 0.5 : 1.0));
  const far_f0 = (1.0 - (2.0 / (((Math.abs(n_f0_f0) < 1.5) ? (power_f0_f0 * usual_f0_f0) : ((power_f0_f0 * scale_f0_f0) * last_f0_f0)) + 1.0)));
  const size_f1_f0 = Math.abs(x);
  const z_f1_f0 = ((size_f1_f0 > 1e-20) ? (x * x) : 0.0);
  const series_f1_f0 = 8.22063524662433e-18;
  const series_2_f1_f0 = (2.8114572543455206e-15 + (z_f1_f0 * series_f1_f0));
  const series_3_f1_f0 = (7.647163731819816e-13 + (z_f1_f0 * series_2_f1_f0));
  const series_4_f1_f0 = (1.6059043836821613e-10 + (z_f1_f0 * series_3_f1_f0));
  const series_5_f1_f0 = (2.505210838544172e-08 + (z_f1_f0 * series_4_f1_f0));
  const series_6_f1_f0 = (2.7557319223985893e-06 + (z_f1_f0 * series_5_f1_f0));
  const series_7_f1_f0 = (0.0001984126984126984 + (z_f1_f0 * series_6_f1_f0));
  const series_8_f1_f0 = (0.008333333333333333 + (z_f1_f0 * series_7_f1_f0));
  const series_9_f1_f0 = (0.16666666666666666 + (z_f1_f0 * series_8_f1_f0));
  const x_2_f0_f1_f0 = ((size_f1_f0 > 710.0) ? 710.0 : size_f1_f0);
  const x_3_f0_f1_f0 = ((x_2_f0_f1_f0 < (-746.0)) ? (-746.0) : x_2_f0_f1_f0);
  const n_f0_f1_f0 = (((x_3_f0_f1_f0 * 1.4426950408889634) + 6755399441055744.0) - 6755399441055744.0);
  const near_f0_f1_f0 = (x_3_f0_f1_f0 - (n_f0_f1_f0 * 0.6931471803691238));
  const rest_f0_f1_f0 = (n_f0_f1_f0 * 1.9082149292705877e-10);
  const r_f0_f1_f0 = (near_f0_f1_f0 - rest_f0_f1_f0);
  const low_f0_f1_f0 = ((near_f0_f1_f0 - r_f0_f1_f0) - rest_f0_f1_f0);
  const r2_f0_f1_f0 = ((Math.abs(r_f0_f1_f0) > 1e-20) ? (r_f0_f1_f0 * r_f0_f1_f0) : 0.0);
  const r4_f0_f1_f0 = (r2_f0_f1_f0 * r2_f0_f1_f0);
  const start_f0_f1_f0 = ((0.5 + (r_f0_f1_f0 * 0.16666666666666682)) + (r2_f0_f1_f0 * (0.041666666666666095 + (r_f0_f1_f0 * 0.008333333333317034))));
  const end_f0_f1_f0 = (((0.0013888888889115626 + (r_f0_f1_f0 * 0.0001984126989638378)) + (r2_f0_f1_f0 * (2.4801586926635665e-05 + (r_f0_f1_f0 * 2.755723486191232e-06)))) + (r4_f0_f1_f0 * ((2.7557581846648344e-07 + (r_f0_f1_f0 * 2.5112036852469263e-08)) + (r2_f0_f1_f0 * 2.0826627449866924e-09))));
  const power_f0_f1_f0 = (1.0 + (r_f0_f1_f0 + (low_f0_f1_f0 + (r2_f0_f1_f0 * (start_f0_f1_f0 + (r4_f0_f1_f0 * end_f0_f1_f0))))));
  let e_f1_f0;
  if ((Math.abs(n_f0_f1_f0) < 1.5)) {
    const usual_f0_f1_f0 = ((n_f0_f1_f0 > 0.5) ? 2.0 : ((n_f0_f1_f0 < (-0.5)) ? 0.5 : 1.0));
    e_f1_f0 = (power_f0_f1_f0 * usual_f0_f1_f0);
  } else {
    const half_f0_f1_f0 = Math.floor((0.5 * n_f0_f1_f0));
    const h_f0_f1_f0 = (half_f0_f1_f0 * 0.0009765625);
    const s_f0_f1_f0 = ((0.999923 + (h_f0_f1_f0 * 0.693335)) + ((h_f0_f1_f0 * h_f0_f1_f0) * (0.242688 + (h_f0_f1_f0 * 0.054671))));
    const s_2_f0_f1_f0 = (s_f0_f1_f0 * s_f0_f1_f0);
    const s_3_f0_f1_f0 = (s_2_f0_f1_f0 * s_2_f0_f1_f0);
    const s_4_f0_f1_f0 = (s_3_f0_f1_f0 * s_3_f0_f1_f0);
    const s_5_f0_f1_f0 = (s_4_f0_f1_f0 * s_4_f0_f1_f0);
    const s_6_f0_f1_f0 = (s_5_f0_f1_f0 * s_5_f0_f1_f0);
    const s_7_f0_f1_f0 = (s_6_f0_f1_f0 * s_6_f0_f1_f0);
    const s_8_f0_f1_f0 = (s_7_f0_f1_f0 * s_7_f0_f1_f0);
    const s_9_f0_f1_f0 = (s_8_f0_f1_f0 * s_8_f0_f1_f0);
    const s_10_f0_f1_f0 = (s_9_f0_f1_f0 * s_9_f0_f1_f0);
    const s_11_f0_f1_f0 = (s_10_f0_f1_f0 * s_10_f0_f1_f0);
    const large_f0_f1_f0 = (s_11_f0_f1_f0 * 4503599627370496.0);
    const scale_f0_f1_f0 = ((large_f0_f1_f0 + s_11_f0_f1_f0) - large_f0_f1_f0);
    const last_f0_f1_f0 = (scale_f0_f1_f0 + (scale_f0_f1_f0 * (n_f0_f1_f0 - (2.0 * half_f0_f1_f0))));
    e_f1_f0 = ((power_f0_f1_f0 * scale_f0_f1_f0) * last_f0_f1_f0);
  }
  const far_f1_f0 = ((e_f1_f0 - (1.0 / e_f1_f0)) / 2.0);
  const x_f0_f2_f0 = Math.abs(x);
  const x_2_f0_f2_f0 = ((x_f0_f2_f0 > 710.0) ? 710.0 : x_f0_f2_f0);
  const x_3_f0_f2_f0 = ((x_2_f0_f2_f0 < (-746.0)) ? (-746.0) : x_2_f0_f2_f0);
  const n_f0_f2_f0 = (((x_3_f0_f2_f0 * 1.4426950408889634) + 6755399441055744.0) - 6755399441055744.0);
  const near_f0_f2_f0 = (x_3_f0_f2_f0 - (n_f0_f2_f0 * 0.6931471803691238));
  const rest_f0_f2_f0 = (n_f0_f2_f0 * 1.9082149292705877e-10);
  const r_f0_f2_f0 = (near_f0_f2_f0 - rest_f0_f2_f0);
  const low_f0_f2_f0 = ((near_f0_f2_f0 - r_f0_f2_f0) - rest_f0_f2_f0);
  const r2_f0_f2_f0 = ((Math.abs(r_f0_f2_f0) > 1e-20) ? (r_f0_f2_f0 * r_f0_f2_f0) : 0.0);
  const r4_f0_f2_f0 = (r2_f0_f2_f0 * r2_f0_f2_f0);
  const start_f0_f2_f0 = ((0.5 + (r_f0_f2_f0 * 0.16666666666666682)) + (r2_f0_f2_f0 * (0.041666666666666095 + (r_f0_f2_f0 * 0.008333333333317034))));
  const end_f0_f2_f0 = (((0.0013888888889115626 + (r_f0_f2_f0 * 0.0001984126989638378)) + (r2_f0_f2_f0 * (2.4801586926635665e-05 + (r_f0_f2_f0 * 2.755723486191232e-06)))) + (r4_f0_f2_f0 * ((2.7557581846648344e-07 + (r_f0_f2_f0 * 2.5112036852469263e-08)) + (r2_f0_f2_f0 * 2.0826627449866924e-09))));
  const power_f0_f2_f0 = (1.0 + (r_f0_f2_f0 + (low_f0_f2_f0 + (r2_f0_f2_f0 * (start_f0_f2_f0 + (r4_f0_f2_f0 * end_f0_f2_f0))))));
  let e_f2_f0;
  if ((Math.abs(n_f0_f2_f0) < 1.5)) {
    const usual_f0_f2_f0 = ((n_f0_f2_f0 > 0.5) ? 2.0 : ((n_f0_f2_f0 < (-0.5)) ? 0.5 : 1.0));
    e_f2_f0 = (power_f0_f2_f0 * usual_f0_f2_f0);
  } else {
    const half_f0_f2_f0 = Math.floor((0.5 * n_f0_f2_f0));
    const h_f0_f2_f0 = (half_f0_f2_f0 * 0.0009765625);
    const s_f0_f2_f0 = ((0.999923 + (h_f0_f2_f0 * 0.693335)) + ((h_f0_f2_f0 * h_f0_f2_f0) * (0.242688 + (h_f0_f2_f0 * 0.054671))));
    const s_2_f0_f2_f0 = (s_f0_f2_f0 * s_f0_f2_f0);
    const s_3_f0_f2_f0 = (s_2_f0_f2_f0 * s_2_f0_f2_f0);
    const s_4_f0_f2_f0 = (s_3_f0_f2_f0 * s_3_f0_f2_f0);
    const s_5_f0_f2_f0 = (s_4_f0_f2_f0 * s_4_f0_f2_f0);
    const s_6_f0_f2_f0 = (s_5_f0_f2_f0 * s_5_f0_f2_f0);
    const s_7_f0_f2_f0 = (s_6_f0_f2_f0 * s_6_f0_f2_f0);
    const s_8_f0_f2_f0 = (s_7_f0_f2_f0 * s_7_f0_f2_f0);
    const s_9_f0_f2_f0 = (s_8_f0_f2_f0 * s_8_f0_f2_f0);
    const s_10_f0_f2_f0 = (s_9_f0_f2_f0 * s_9_f0_f2_f0);
    const s_11_f0_f2_f0 = (s_10_f0_f2_f0 * s_10_f0_f2_f0);
    const large_f0_f2_f0 = (s_11_f0_f2_f0 * 4503599627370496.0);
    const scale_f0_f2_f0 = ((large_f0_f2_f0 + s_11_f0_f2_f0) - large_f0_f2_f0);
    const last_f0_f2_f0 = (scale_f0_f2_f0 + (scale_f0_f2_f0 * (n_f0_f2_f0 - (2.0 * half_f0_f2_f0))));
    e_f2_f0 = ((power_f0_f2_f0 * scale_f0_f2_f0) * last_f0_f2_f0);
  }
  const result = ((Math.abs(x) < 1.0) ? (((size_f1_f0 < 1.0) ? (x + (x * (z_f1_f0 * series_9_f1_f0))) : ((x < 0.0) ? (-far_f1_f0) : far_f1_f0)) / ((e_f2_f0 + (1.0 / e_f2_f0)) / 2.0)) : ((x < 0.0) ? (-far_f0) : far_f0));
  return result;
};

export const FAR = 1000000000000.0;
export const GRADIENT_INIT = 2.0;
export const MOST_ROWS = 50000000;
export const SCHEDULE = {"kind": "constant", "final": 0.01, "at": [0.5, 0.75], "by": 0.1};
export const FACTORS = [3528531795, 3449720151];
export const GROWTHS = [2654435769, 3144134277];
export const NEAR = 0.001;
export const FADED = 1.232595164407831e-32;
export const NORMAL = 2.2250738585072014e-308;

export const normalPair = (u, v) => {
  const radius = Math.sqrt(((-2.0) * log(u)));
  const angle = ((2.0 * 3.141592653589793) * v);
  return [(radius * cosine(angle)), (radius * sine(angle))];
};
export const inverseSqrt = (t) => {
  const result = (1.0 / Math.sqrt((t + 1.0)));
  return result;
};
export const exponential = (share, final) => {
  const result = exp((share * log(final)));
  return result;
};
export const halfCosine = (share) => {
  const result = ((1.0 + cosine((3.141592653589793 * share))) / 2.0);
  return result;
};
export const firstPower = (convention) => {
  const result = (1.0 * (convention === 0.0));
  return result;
};

export const SURFACE_CODE = {
"himmelblau": {
"title": "Himmelblau",
"parameters": {},
"limits": {},
"start": [-0.253, 0.281],
"centre": [0.0, 0.0],
"halfHeight": 4.7,
"steps": 200,
"f": (x, y, p) => {
  const a = (((x * x) + y) - 11);
  const b = ((x + (y * y)) - 7);
  const result = ((a * a) + (b * b));
  return result;
},
"grad": (x, y, p) => {
  const a_x = (x + x);
  const b_y = (y + y);
  const a = (((x * x) + y) - 11);
  const b = ((x + (y * y)) - 7);
  return [(((a_x * a) + (a * a_x)) + (b + b)), ((a + a) + ((b_y * b) + (b * b_y)))];
},
"hess": (x, y, p) => {
  return [((((12 * x) * x) + (4 * y)) - 42), (4 * (x + y)), ((((12 * y) * y) + (4 * x)) - 26)];
},
"minima": () => [[3.0, 2.0], [-2.805118086952745, 3.131312518250573], [-3.779310253377747, -3.2831859912861696], [3.5844283403304917, -1.8481265269644036]],
"saddles": () => [[0.08667750455539636, 2.884254701174776], [-3.0730257507643897, -0.08135304428796751], [-0.12796134673068008, -1.9537149802445763], [3.385154183607021, 0.07385187983774928]],
},
"rosenbrock": {
"title": "Rosenbrock",
"parameters": {"b": 100.0},
"limits": {"b": [1.0, 500.0]},
"start": [-1.3, 1.75],
"centre": [0.0, 0.75],
"halfHeight": 1.45,
"steps": 900,
"f": (x, y, p) => {
  const u = (y - (x * x));
  const result = (((1 - x) * (1 - x)) + ((p[0] * u) * u));
  return result;
},
"grad": (x, y, p) => {
  const u = (y - (x * x));
  return [((2 * (x - 1)) - (((4 * p[0]) * x) * u)), ((2 * p[0]) * u)];
},
"hess": (x, y, p) => {
  return [(2 + (p[0] * (((12 * x) * x) - (4 * y)))), (((-4) * p[0]) * x), (2 * p[0])];
},
"minima": () => [[1.0, 1.0]],
"saddles": () => [],
},
"ripple": {
"title": "Ripple",
"parameters": {},
"limits": {},
"start": [1.0, 0.3],
"centre": [0.0, 0.0],
"halfHeight": 2.2,
"steps": 300,
"f": (x, y, p) => {
  const h = sine((((x * x) + (y * y)) / 2));
  const result = ((2 * h) * h);
  return result;
},
"grad": (x, y, p) => {
  const slope = (2 * sine(((x * x) + (y * y))));
  return [(slope * x), (slope * y)];
},
"hess": (x, y, p) => {
  const s = ((x * x) + (y * y));
  const a = (2 * sine(s));
  const b = (4 * cosine(s));
  return [(a + ((b * x) * x)), ((b * x) * y), (a + ((b * y) * y))];
},
"minima": () => [[0.0, 0.0]],
"saddles": () => [],
},
"smooth-valley": {
"title": "Smooth valley",
"parameters": {"steepness": 0.001},
"limits": {"steepness": [1e-06, 1.0]},
"start": [0.7, 0.9],
"centre": [0.0, 0.2],
"halfHeight": 1.0,
"steps": 300,
"f": (x, y, p) => {
  const result = ((x * x) + ((p[0] * y) * y));
  return result;
},
"grad": (x, y, p) => {
  return [(x + x), ((p[0] * y) + (p[0] * y))];
},
"hess": (x, y, p) => {
  return [2.0, 0.0, (p[0] + p[0])];
},
"minima": () => [[0.0, 0.0]],
"saddles": () => [],
},
"sharp-valley": {
"title": "Sharp valley",
"parameters": {"steepness": 0.0001},
"limits": {"steepness": [1e-06, 1.0]},
"start": [0.7, 0.9],
"centre": [0.0, 0.2],
"halfHeight": 1.0,
"steps": 300,
"f": (x, y, p) => {
  const result = (Math.abs(x) + (p[0] * Math.abs(y)));
  return result;
},
"grad": (x, y, p) => {
  return [sign(x), (p[0] * sign(y))];
},
"hess": (x, y, p) => {
  return [0.0, 0.0, 0.0];
},
"minima": () => [[0.0, 0.0]],
"saddles": () => [],
},
"saddle": {
"title": "Saddle",
"parameters": {},
"limits": {},
"start": [0.02, 0.9],
"centre": [0.0, 0.0],
"halfHeight": 1.2,
"steps": 130,
"f": (x, y, p) => {
  const result = (((y * y) - (x * x)) / 2);
  return result;
},
"grad": (x, y, p) => {
  return [((-(x + x)) / 2), ((y + y) / 2)];
},
"hess": (x, y, p) => {
  return [(-1.0), 0.0, 1.0];
},
"minima": () => [],
"saddles": () => [[0.0, 0.0]],
},
"plateau": {
"title": "Plateau",
"parameters": {"slope": 1.0, "width": 1.0},
"limits": {"slope": [0.01, 10.0], "width": [0.0, 5.0]},
"start": [-1.0, 0.7],
"centre": [0.6, 0.0],
"halfHeight": 2.0,
"steps": 300,
"f": (x, y, p) => {
  const a = maximum((-x), 0.0);
  const u = maximum((x - p[1]), 0.0);
  const result = (p[0] * (((1 + (y * y)) * (a + ((((4 * u) * u) * u) / 3))) - ((2 * u) * u)));
  return result;
},
"grad": (x, y, p) => {
  const a = maximum((-x), 0.0);
  const u = maximum((x - p[1]), 0.0);
  const ramp = ((x < 0) ? (-1.0) : 0.0);
  return [(p[0] * (((1 + (y * y)) * (ramp + ((4 * u) * u))) - (4 * u))), (((2 * p[0]) * y) * (a + ((((4 * u) * u) * u) / 3)))];
},
"hess": (x, y, p) => {
  const u_x = (((x - p[1]) > 0.0) ? 1.0 : 0.0);
  const a = maximum((-x), 0.0);
  const u = maximum((x - p[1]), 0.0);
  const ramp = ((x < 0) ? (-1.0) : 0.0);
  return [(p[0] * (((1 + (y * y)) * (((4 * u_x) * u) + ((4 * u) * u_x))) - (4 * u_x))), (p[0] * ((y + y) * (ramp + ((4 * u) * u)))), ((2 * p[0]) * (a + ((((4 * u) * u) * u) / 3)))];
},
"minima": (p) => {
  return [[(p[1] + 1.0), 0.0]];
},
"saddles": () => [],
},
"quartic": {
"title": "Quartic",
"parameters": {},
"limits": {},
"start": [1.0, 0.6],
"centre": [0.0, 0.0],
"halfHeight": 1.2,
"steps": 1000,
"f": (x, y, p) => {
  const result = (((((x * x) * x) * x) + (((y * y) * y) * y)) / 4);
  return result;
},
"grad": (x, y, p) => {
  return [((x * x) * x), ((y * y) * y)];
},
"hess": (x, y, p) => {
  return [((3 * x) * x), 0.0, ((3 * y) * y)];
},
"minima": () => [[0.0, 0.0]],
"saddles": () => [],
},
"bowl": {
"title": "Rotated bowl",
"parameters": {"condition": 100.0, "angle": 30.0},
"limits": {"condition": [1.0, 10000.0], "angle": [0.0, 90.0]},
"start": [-0.5, 1.0],
"centre": [0.0, 0.0],
"halfHeight": 1.2,
"steps": 300,
"f": (x, y, p) => {
  const c = cosine(((p[1] * 3.141592653589793) / 180));
  const s = sine(((p[1] * 3.141592653589793) / 180));
  const u = ((c * x) + (s * y));
  const v = ((c * y) - (s * x));
  const result = ((((u * u) / p[0]) + (v * v)) / 2);
  return result;
},
"grad": (x, y, p) => {
  const c = cosine(((p[1] * 3.141592653589793) / 180));
  const s = sine(((p[1] * 3.141592653589793) / 180));
  const u = (((c * x) + (s * y)) / p[0]);
  const v = ((c * y) - (s * x));
  return [((c * u) - (s * v)), ((s * u) + (c * v))];
},
"hess": (x, y, p) => {
  const c = cosine(((p[1] * 3.141592653589793) / 180));
  const s = sine(((p[1] * 3.141592653589793) / 180));
  const u_x = (c / p[0]);
  const v_x = (-s);
  const u_y = (s / p[0]);
  const v_y = c;
  return [((c * u_x) - (s * v_x)), ((c * u_y) - (s * v_y)), ((s * u_y) + (c * v_y))];
},
"minima": () => [[0.0, 0.0]],
"saddles": () => [],
},
"monkey-saddle": {
"title": "Monkey saddle",
"parameters": {},
"limits": {},
"start": [0.9, 0.02],
"centre": [0.0, 0.0],
"halfHeight": 1.2,
"steps": 60,
"f": (x, y, p) => {
  const result = (x * ((x * x) - ((3 * y) * y)));
  return result;
},
"grad": (x, y, p) => {
  return [(3 * ((x * x) - (y * y))), (((-6) * x) * y)];
},
"hess": (x, y, p) => {
  return [(3 * (x + x)), (3 * (-(y + y))), ((-6) * x)];
},
"minima": () => [],
"saddles": () => [[0.0, 0.0]],
},
"beale": {
"title": "Beale",
"parameters": {},
"limits": {},
"start": [0.5, -1.3],
"centre": [1.5, 0.5],
"halfHeight": 2.2,
"steps": 600,
"f": (x, y, p) => {
  const a = (1.5 - (x * (1 - y)));
  const b = (2.25 - (x * (1 - (y * y))));
  const c = (2.625 - (x * (1 - ((y * y) * y))));
  const result = (((a * a) + (b * b)) + (c * c));
  return result;
},
"grad": (x, y, p) => {
  const u = (y - 1);
  const v = ((y * y) - 1);
  const w = (((y * y) * y) - 1);
  const a = (1.5 + (x * u));
  const b = (2.25 + (x * v));
  const c = (2.625 + (x * w));
  return [(2 * (((a * u) + (b * v)) + (c * w))), ((2 * x) * ((a + ((2 * y) * b)) + (((3 * y) * y) * c)))];
},
"hess": (x, y, p) => {
  const u = (y - 1);
  const v = ((y * y) - 1);
  const w = (((y * y) * y) - 1);
  const a = (1.5 + (x * u));
  const b = (2.25 + (x * v));
  const c = (2.625 + (x * w));
  const s = (2 * y);
  const t = ((3 * y) * y);
  const mixed = (2 * (((a + (s * b)) + (t * c)) + (x * ((u + (s * v)) + (t * w)))));
  return [(2 * (((u * u) + (v * v)) + (w * w))), mixed, ((2 * x) * (((x * ((1 + (s * s)) + (t * t))) + (2 * b)) + ((6 * y) * c)))];
},
"minima": () => [[3.0, 0.5]],
"saddles": () => [[0.0, 1.0], [0.10053793732415836, -2.644513585023125]],
},
"rastrigin": {
"title": "Rastrigin",
"parameters": {},
"limits": {},
"start": [1.35, 1.3],
"centre": [0.0, 0.0],
"halfHeight": 2.3,
"steps": 300,
"f": (x, y, p) => {
  const result = (((20 + (x * x)) + (y * y)) - (10 * (cosine(((2 * 3.141592653589793) * x)) + cosine(((2 * 3.141592653589793) * y)))));
  return result;
},
"grad": (x, y, p) => {
  return [((2 * x) + ((20 * 3.141592653589793) * sine(((2 * 3.141592653589793) * x)))), ((2 * y) + ((20 * 3.141592653589793) * sine(((2 * 3.141592653589793) * y))))];
},
"hess": (x, y, p) => {
  const k = ((40 * 3.141592653589793) * 3.141592653589793);
  return [(2 + (k * cosine(((2 * 3.141592653589793) * x)))), 0.0, (2 + (k * cosine(((2 * 3.141592653589793) * y))))];
},
"minima": () => [[-2.984855701039481, -1.9899122337085497], [-2.984855701039481, -0.9949586376523348], [-2.984855701039481, 0.0], [-2.984855701039481, 0.9949586376523348], [-2.984855701039481, 1.9899122337085497], [-1.9899122337085497, -1.9899122337085497], [-1.9899122337085497, -0.9949586376523348], [-1.9899122337085497, 0.0], [-1.9899122337085497, 0.9949586376523348], [-1.9899122337085497, 1.9899122337085497], [-0.9949586376523348, -1.9899122337085497], [-0.9949586376523348, -0.9949586376523348], [-0.9949586376523348, 0.0], [-0.9949586376523348, 0.9949586376523348], [-0.9949586376523348, 1.9899122337085497], [0.0, -1.9899122337085497], [0.0, -0.9949586376523348], [0.0, 0.0], [0.0, 0.9949586376523348], [0.0, 1.9899122337085497], [0.9949586376523348, -1.9899122337085497], [0.9949586376523348, -0.9949586376523348], [0.9949586376523348, 0.0], [0.9949586376523348, 0.9949586376523348], [0.9949586376523348, 1.9899122337085497], [1.9899122337085497, -1.9899122337085497], [1.9899122337085497, -0.9949586376523348], [1.9899122337085497, 0.0], [1.9899122337085497, 0.9949586376523348], [1.9899122337085497, 1.9899122337085497], [2.984855701039481, -1.9899122337085497], [2.984855701039481, -0.9949586376523348], [2.984855701039481, 0.0], [2.984855701039481, 0.9949586376523348], [2.984855701039481, 1.9899122337085497]],
"saddles": () => [[-2.984855701039481, -1.5076407318703584], [-2.984855701039481, -0.5025460365546747], [-2.984855701039481, 0.5025460365546747], [-2.984855701039481, 1.5076407318703584], [-1.9899122337085497, -1.5076407318703584], [-1.9899122337085497, -0.5025460365546747], [-1.9899122337085497, 0.5025460365546747], [-1.9899122337085497, 1.5076407318703584], [-0.9949586376523348, -1.5076407318703584], [-0.9949586376523348, -0.5025460365546747], [-0.9949586376523348, 0.5025460365546747], [-0.9949586376523348, 1.5076407318703584], [0.0, -1.5076407318703584], [0.0, -0.5025460365546747], [0.0, 0.5025460365546747], [0.0, 1.5076407318703584], [0.9949586376523348, -1.5076407318703584], [0.9949586376523348, -0.5025460365546747], [0.9949586376523348, 0.5025460365546747], [0.9949586376523348, 1.5076407318703584], [1.9899122337085497, -1.5076407318703584], [1.9899122337085497, -0.5025460365546747], [1.9899122337085497, 0.5025460365546747], [1.9899122337085497, 1.5076407318703584], [2.984855701039481, -1.5076407318703584], [2.984855701039481, -0.5025460365546747], [2.984855701039481, 0.5025460365546747], [2.984855701039481, 1.5076407318703584], [-2.512743318200085, -1.9899122337085497], [-2.512743318200085, -0.9949586376523348], [-2.512743318200085, 0.0], [-2.512743318200085, 0.9949586376523348], [-2.512743318200085, 1.9899122337085497], [-1.5076407318703584, -1.9899122337085497], [-1.5076407318703584, -0.9949586376523348], [-1.5076407318703584, 0.0], [-1.5076407318703584, 0.9949586376523348], [-1.5076407318703584, 1.9899122337085497], [-0.5025460365546747, -1.9899122337085497], [-0.5025460365546747, -0.9949586376523348], [-0.5025460365546747, 0.0], [-0.5025460365546747, 0.9949586376523348], [-0.5025460365546747, 1.9899122337085497], [0.5025460365546747, -1.9899122337085497], [0.5025460365546747, -0.9949586376523348], [0.5025460365546747, 0.0], [0.5025460365546747, 0.9949586376523348], [0.5025460365546747, 1.9899122337085497], [1.5076407318703584, -1.9899122337085497], [1.5076407318703584, -0.9949586376523348], [1.5076407318703584, 0.0], [1.5076407318703584, 0.9949586376523348], [1.5076407318703584, 1.9899122337085497], [2.512743318200085, -1.9899122337085497], [2.512743318200085, -0.9949586376523348], [2.512743318200085, 0.0], [2.512743318200085, 0.9949586376523348], [2.512743318200085, 1.9899122337085497]],
},
"ackley": {
"title": "Ackley",
"parameters": {},
"limits": {},
"start": [1.3, 1.6],
"centre": [0.0, 0.0],
"halfHeight": 2.3,
"steps": 300,
"f": (x, y, p) => {
  const r = Math.sqrt((((x * x) + (y * y)) / 2));
  const waves = ((cosine(((2 * 3.141592653589793) * x)) + cosine(((2 * 3.141592653589793) * y))) / 2);
  const result = (((20 * (1 - exp(((-0.2) * r)))) + exp(1.0)) - exp(waves));
  return result;
},
"grad": (x, y, p) => {
  const r = Math.sqrt((((x * x) + (y * y)) / 2));
  const safe = ((r > 0) ? r : 1.0);
  const cone = ((2 * exp(((-0.2) * r))) / safe);
  const dents = (3.141592653589793 * exp(((cosine(((2 * 3.141592653589793) * x)) + cosine(((2 * 3.141592653589793) * y))) / 2)));
  return [((cone * x) + (dents * sine(((2 * 3.141592653589793) * x)))), ((cone * y) + (dents * sine(((2 * 3.141592653589793) * y))))];
},
"hess": (x, y, p) => {
  const r = Math.sqrt((((x * x) + (y * y)) / 2));
  const safe = ((r > 0) ? r : 1.0);
  const cone = ((2 * exp(((-0.2) * r))) / safe);
  const bend = ((cone * (0.1 + (0.5 / safe))) / safe);
  const e = exp(((cosine(((2 * 3.141592653589793) * x)) + cosine(((2 * 3.141592653589793) * y))) / 2));
  const sx = (3.141592653589793 * sine(((2 * 3.141592653589793) * x)));
  const sy = (3.141592653589793 * sine(((2 * 3.141592653589793) * y)));
  const k = ((2 * 3.141592653589793) * 3.141592653589793);
  const xx = ((cone - ((bend * x) * x)) + (e * ((k * cosine(((2 * 3.141592653589793) * x))) - (sx * sx))));
  const yy = ((cone - ((bend * y) * y)) + (e * ((k * cosine(((2 * 3.141592653589793) * y))) - (sy * sy))));
  return [xx, ((((-bend) * x) * y) - ((e * sx) * sy)), yy];
},
"minima": () => [[-2.973139419924383, -1.9821399503814776], [-2.9672595287625643, -0.9891541864816626], [-2.964619443112052, 0.0], [-2.9672595287625643, 0.9891541864816626], [-2.973139419924383, 1.9821399503814776], [-1.9744519864841168, -1.9744519864841168], [-1.9646166628629866, -0.9824160350791393], [-1.9589197181217175, 0.0], [-1.9646166628629866, 0.9824160350791393], [-1.9744519864841168, 1.9744519864841168], [-0.9824160350791393, -1.9646166628629866], [-0.9684776587077244, -0.9684776587077244], [-0.9521665459501717, 0.0], [-0.9684776587077244, 0.9684776587077244], [-0.9824160350791393, 1.9646166628629866], [0.0, -1.9589197181217175], [0.0, -0.9521665459501717], [0.0, 0.0], [0.0, 0.9521665459501717], [0.0, 1.9589197181217175], [0.9824160350791393, -1.9646166628629866], [0.9684776587077244, -0.9684776587077244], [0.9521665459501717, 0.0], [0.9684776587077244, 0.9684776587077244], [0.9824160350791393, 1.9646166628629866], [1.9744519864841168, -1.9744519864841168], [1.9646166628629866, -0.9824160350791393], [1.9589197181217175, 0.0], [1.9646166628629866, 0.9824160350791393], [1.9744519864841168, 1.9744519864841168], [2.973139419924383, -1.9821399503814776], [2.9672595287625643, -0.9891541864816626], [2.964619443112052, 0.0], [2.9672595287625643, 0.9891541864816626], [2.973139419924383, 1.9821399503814776]],
"saddles": () => [[-2.573348375179013, -1.945428381782402], [-2.589549376978738, -0.9680482303983886], [-2.596594634412216, 0.0], [-2.589549376978738, 0.9680482303983886], [-2.573348375179013, 1.945428381782402], [-1.5674502528624068, -1.916166848997128], [-1.5950289240728648, -0.9458984927015273], [-1.6102960205537258, 0.0], [-1.5950289240728648, 0.9458984927015273], [-1.5674502528624068, 1.916166848997128], [-0.5364972381119946, -1.855976708974908], [-0.5774125352782146, -0.8747620388753443], [-0.6257806168564638, 0.0], [-0.5774125352782146, 0.8747620388753443], [-0.5364972381119946, 1.855976708974908], [0.5364972381119946, -1.855976708974908], [0.5774125352782146, -0.8747620388753443], [0.6257806168564638, 0.0], [0.5774125352782146, 0.8747620388753443], [0.5364972381119946, 1.855976708974908], [1.5674502528624068, -1.916166848997128], [1.5950289240728648, -0.9458984927015273], [1.6102960205537258, 0.0], [1.5950289240728648, 0.9458984927015273], [1.5674502528624068, 1.916166848997128], [2.573348375179013, -1.945428381782402], [2.589549376978738, -0.9680482303983886], [2.596594634412216, 0.0], [2.589549376978738, 0.9680482303983886], [2.573348375179013, 1.945428381782402], [-2.911608280213094, -1.5451359020147897], [-2.8851118515292318, -0.5189618497903994], [-2.8851118515292318, 0.5189618497903994], [-2.911608280213094, 1.5451359020147897], [-1.916166848997128, -1.5674502528624068], [-1.855976708974908, -0.5364972381119946], [-1.855976708974908, 0.5364972381119946], [-1.916166848997128, 1.5674502528624068], [-0.9458984927015273, -1.5950289240728648], [-0.8747620388753443, -0.5774125352782146], [-0.8747620388753443, 0.5774125352782146], [-0.9458984927015273, 1.5950289240728648], [0.0, -1.6102960205537258], [0.0, -0.6257806168564638], [0.0, 0.6257806168564638], [0.0, 1.6102960205537258], [0.9458984927015273, -1.5950289240728648], [0.8747620388753443, -0.5774125352782146], [0.8747620388753443, 0.5774125352782146], [0.9458984927015273, 1.5950289240728648], [1.916166848997128, -1.5674502528624068], [1.855976708974908, -0.5364972381119946], [1.855976708974908, 0.5364972381119946], [1.916166848997128, 1.5674502528624068], [2.911608280213094, -1.5451359020147897], [2.8851118515292318, -0.5189618497903994], [2.8851118515292318, 0.5189618497903994], [2.911608280213094, 1.5451359020147897]],
},
"styblinski-tang": {
"title": "Styblinski\u2013Tang",
"parameters": {},
"limits": {},
"start": [4.03, -3.5],
"centre": [0.0, 0.0],
"halfHeight": 4.2,
"steps": 250,
"f": (x, y, p) => {
  const a = (x * x);
  const b = (y * y);
  const result = (((((((a * a) - (16 * a)) + (5 * x)) + (b * b)) - (16 * b)) + (5 * y)) / 2);
  return result;
},
"grad": (x, y, p) => {
  const a_x = (x + x);
  const b_y = (y + y);
  const a = (x * x);
  const b = (y * y);
  return [(((((a_x * a) + (a * a_x)) - (16 * a_x)) + 5) / 2), (((((b_y * b) + (b * b_y)) - (16 * b_y)) + 5) / 2)];
},
"hess": (x, y, p) => {
  return [(((6 * x) * x) - 16), 0.0, (((6 * y) * y) - 16)];
},
"minima": () => [[-2.9035340277711783, -2.9035340277711783], [-2.9035340277711783, 2.7468027709908376], [2.7468027709908376, -2.9035340277711783], [2.7468027709908376, 2.7468027709908376]],
"saddles": () => [[-2.9035340277711783, 0.15673125678034014], [2.7468027709908376, 0.15673125678034014], [0.15673125678034014, -2.9035340277711783], [0.15673125678034014, 2.7468027709908376]],
},
};

export const SAMPLED = {
"f": (x, y, p) => {
  const u = ((x - p[2]) / p[4]);
  const v = ((y - p[3]) / p[5]);
  const a = minimum(maximum(u, 0.0), (p[0] - 1));
  const b = minimum(maximum(v, 0.0), (p[1] - 1));
  const i = minimum(Math.floor(a), (p[0] - 2));
  const j = minimum(Math.floor(b), (p[1] - 2));
  const s = (a - i);
  const t = (b - j);
  const first = Math.trunc(((6 + (j * (p[0] + 2))) + i));
  const total = (0.0 * x);
  const along = ((0.16666666666666666 + (s * ((-0.5) + (s * (0.5 + (s * (-0.16666666666666666))))))) + ((u - a) * ((-0.5) + (s * ((2 * 0.5) + ((s * 3) * (-0.16666666666666666)))))));
  const c = p[(first + Math.trunc(((0 * (p[0] + 2)) + 0)))];
  const up = ((0.16666666666666666 + (t * ((-0.5) + (t * (0.5 + (t * (-0.16666666666666666))))))) + ((v - b) * ((-0.5) + (t * ((2 * 0.5) + ((t * 3) * (-0.16666666666666666)))))));
  const total_2 = (total + ((c * along) * up));
  const c_2 = p[(first + Math.trunc(((1 * (p[0] + 2)) + 0)))];
  const up_2 = ((0.6666666666666666 + (t * (0.0 + (t * ((-1.0) + (t * 0.5)))))) + ((v - b) * (0.0 + (t * ((2 * (-1.0)) + ((t * 3) * 0.5))))));
  const total_3 = (total_2 + ((c_2 * along) * up_2));
  const c_3 = p[(first + Math.trunc(((2 * (p[0] + 2)) + 0)))];
  const up_3 = ((0.16666666666666666 + (t * (0.5 + (t * (0.5 + (t * (-0.5))))))) + ((v - b) * (0.5 + (t * ((2 * 0.5) + ((t * 3) * (-0.5)))))));
  const total_4 = (total_3 + ((c_3 * along) * up_3));
  const c_4 = p[(first + Math.trunc(((3 * (p[0] + 2)) + 0)))];
  const up_4 = ((0.0 + (t * (0.0 + (t * (0.0 + (t * 0.16666666666666666)))))) + ((v - b) * (0.0 + (t * ((2 * 0.0) + ((t * 3) * 0.16666666666666666))))));
  const total_5 = (total_4 + ((c_4 * along) * up_4));
  const along_2 = ((0.6666666666666666 + (s * (0.0 + (s * ((-1.0) + (s * 0.5)))))) + ((u - a) * (0.0 + (s * ((2 * (-1.0)) + ((s * 3) * 0.5))))));
  const c_5 = p[(first + Math.trunc(((0 * (p[0] + 2)) + 1)))];
  const up_5 = ((0.16666666666666666 + (t * ((-0.5) + (t * (0.5 + (t * (-0.16666666666666666))))))) + ((v - b) * ((-0.5) + (t * ((2 * 0.5) + ((t * 3) * (-0.16666666666666666)))))));
  const total_6 = (total_5 + ((c_5 * along_2) * up_5));
  const c_6 = p[(first + Math.trunc(((1 * (p[0] + 2)) + 1)))];
  const up_6 = ((0.6666666666666666 + (t * (0.0 + (t * ((-1.0) + (t * 0.5)))))) + ((v - b) * (0.0 + (t * ((2 * (-1.0)) + ((t * 3) * 0.5))))));
  const total_7 = (total_6 + ((c_6 * along_2) * up_6));
  const c_7 = p[(first + Math.trunc(((2 * (p[0] + 2)) + 1)))];
  const up_7 = ((0.16666666666666666 + (t * (0.5 + (t * (0.5 + (t * (-0.5))))))) + ((v - b) * (0.5 + (t * ((2 * 0.5) + ((t * 3) * (-0.5)))))));
  const total_8 = (total_7 + ((c_7 * along_2) * up_7));
  const c_8 = p[(first + Math.trunc(((3 * (p[0] + 2)) + 1)))];
  const up_8 = ((0.0 + (t * (0.0 + (t * (0.0 + (t * 0.16666666666666666)))))) + ((v - b) * (0.0 + (t * ((2 * 0.0) + ((t * 3) * 0.16666666666666666))))));
  const total_9 = (total_8 + ((c_8 * along_2) * up_8));
  const along_3 = ((0.16666666666666666 + (s * (0.5 + (s * (0.5 + (s * (-0.5))))))) + ((u - a) * (0.5 + (s * ((2 * 0.5) + ((s * 3) * (-0.5)))))));
  const c_9 = p[(first + Math.trunc(((0 * (p[0] + 2)) + 2)))];
  const up_9 = ((0.16666666666666666 + (t * ((-0.5) + (t * (0.5 + (t * (-0.16666666666666666))))))) + ((v - b) * ((-0.5) + (t * ((2 * 0.5) + ((t * 3) * (-0.16666666666666666)))))));
  const total_10 = (total_9 + ((c_9 * along_3) * up_9));
  const c_10 = p[(first + Math.trunc(((1 * (p[0] + 2)) + 2)))];
  const up_10 = ((0.6666666666666666 + (t * (0.0 + (t * ((-1.0) + (t * 0.5)))))) + ((v - b) * (0.0 + (t * ((2 * (-1.0)) + ((t * 3) * 0.5))))));
  const total_11 = (total_10 + ((c_10 * along_3) * up_10));
  const c_11 = p[(first + Math.trunc(((2 * (p[0] + 2)) + 2)))];
  const up_11 = ((0.16666666666666666 + (t * (0.5 + (t * (0.5 + (t * (-0.5))))))) + ((v - b) * (0.5 + (t * ((2 * 0.5) + ((t * 3) * (-0.5)))))));
  const total_12 = (total_11 + ((c_11 * along_3) * up_11));
  const c_12 = p[(first + Math.trunc(((3 * (p[0] + 2)) + 2)))];
  const up_12 = ((0.0 + (t * (0.0 + (t * (0.0 + (t * 0.16666666666666666)))))) + ((v - b) * (0.0 + (t * ((2 * 0.0) + ((t * 3) * 0.16666666666666666))))));
  const total_13 = (total_12 + ((c_12 * along_3) * up_12));
  const along_4 = ((0.0 + (s * (0.0 + (s * (0.0 + (s * 0.16666666666666666)))))) + ((u - a) * (0.0 + (s * ((2 * 0.0) + ((s * 3) * 0.16666666666666666))))));
  const c_13 = p[(first + Math.trunc(((0 * (p[0] + 2)) + 3)))];
  const up_13 = ((0.16666666666666666 + (t * ((-0.5) + (t * (0.5 + (t * (-0.16666666666666666))))))) + ((v - b) * ((-0.5) + (t * ((2 * 0.5) + ((t * 3) * (-0.16666666666666666)))))));
  const total_14 = (total_13 + ((c_13 * along_4) * up_13));
  const c_14 = p[(first + Math.trunc(((1 * (p[0] + 2)) + 3)))];
  const up_14 = ((0.6666666666666666 + (t * (0.0 + (t * ((-1.0) + (t * 0.5)))))) + ((v - b) * (0.0 + (t * ((2 * (-1.0)) + ((t * 3) * 0.5))))));
  const total_15 = (total_14 + ((c_14 * along_4) * up_14));
  const c_15 = p[(first + Math.trunc(((2 * (p[0] + 2)) + 3)))];
  const up_15 = ((0.16666666666666666 + (t * (0.5 + (t * (0.5 + (t * (-0.5))))))) + ((v - b) * (0.5 + (t * ((2 * 0.5) + ((t * 3) * (-0.5)))))));
  const total_16 = (total_15 + ((c_15 * along_4) * up_15));
  const c_16 = p[(first + Math.trunc(((3 * (p[0] + 2)) + 3)))];
  const up_16 = ((0.0 + (t * (0.0 + (t * (0.0 + (t * 0.16666666666666666)))))) + ((v - b) * (0.0 + (t * ((2 * 0.0) + ((t * 3) * 0.16666666666666666))))));
  const total_17 = (total_16 + ((c_16 * along_4) * up_16));
  return total_17;
},
"grad": (x, y, p) => {
  const u = ((x - p[2]) / p[4]);
  const v = ((y - p[3]) / p[5]);
  const a = minimum(maximum(u, 0.0), (p[0] - 1));
  const b = minimum(maximum(v, 0.0), (p[1] - 1));
  const i = minimum(Math.floor(a), (p[0] - 2));
  const j = minimum(Math.floor(b), (p[1] - 2));
  const s = (a - i);
  const t = (b - j);
  const first = Math.trunc(((6 + (j * (p[0] + 2))) + i));
  const gx = (0.0 * x);
  const gy = (0.0 * y);
  const slope_x = ((-0.5) + (s * ((2 * 0.5) + ((s * 3) * (-0.16666666666666666)))));
  const along = ((0.16666666666666666 + (s * ((-0.5) + (s * (0.5 + (s * (-0.16666666666666666))))))) + ((u - a) * slope_x));
  const c = p[(first + Math.trunc(((0 * (p[0] + 2)) + 0)))];
  const slope_y = ((-0.5) + (t * ((2 * 0.5) + ((t * 3) * (-0.16666666666666666)))));
  const up = ((0.16666666666666666 + (t * ((-0.5) + (t * (0.5 + (t * (-0.16666666666666666))))))) + ((v - b) * slope_y));
  const gx_2 = (gx + (((c * slope_x) * up) / p[4]));
  const gy_2 = (gy + (((c * along) * slope_y) / p[5]));
  const c_2 = p[(first + Math.trunc(((1 * (p[0] + 2)) + 0)))];
  const slope_y_2 = (0.0 + (t * ((2 * (-1.0)) + ((t * 3) * 0.5))));
  const up_2 = ((0.6666666666666666 + (t * (0.0 + (t * ((-1.0) + (t * 0.5)))))) + ((v - b) * slope_y_2));
  const gx_3 = (gx_2 + (((c_2 * slope_x) * up_2) / p[4]));
  const gy_3 = (gy_2 + (((c_2 * along) * slope_y_2) / p[5]));
  const c_3 = p[(first + Math.trunc(((2 * (p[0] + 2)) + 0)))];
  const slope_y_3 = (0.5 + (t * ((2 * 0.5) + ((t * 3) * (-0.5)))));
  const up_3 = ((0.16666666666666666 + (t * (0.5 + (t * (0.5 + (t * (-0.5))))))) + ((v - b) * slope_y_3));
  const gx_4 = (gx_3 + (((c_3 * slope_x) * up_3) / p[4]));
  const gy_4 = (gy_3 + (((c_3 * along) * slope_y_3) / p[5]));
  const c_4 = p[(first + Math.trunc(((3 * (p[0] + 2)) + 0)))];
  const slope_y_4 = (0.0 + (t * ((2 * 0.0) + ((t * 3) * 0.16666666666666666))));
  const up_4 = ((0.0 + (t * (0.0 + (t * (0.0 + (t * 0.16666666666666666)))))) + ((v - b) * slope_y_4));
  const gx_5 = (gx_4 + (((c_4 * slope_x) * up_4) / p[4]));
  const gy_5 = (gy_4 + (((c_4 * along) * slope_y_4) / p[5]));
  const slope_x_2 = (0.0 + (s * ((2 * (-1.0)) + ((s * 3) * 0.5))));
  const along_2 = ((0.6666666666666666 + (s * (0.0 + (s * ((-1.0) + (s * 0.5)))))) + ((u - a) * slope_x_2));
  const c_5 = p[(first + Math.trunc(((0 * (p[0] + 2)) + 1)))];
  const slope_y_5 = ((-0.5) + (t * ((2 * 0.5) + ((t * 3) * (-0.16666666666666666)))));
  const up_5 = ((0.16666666666666666 + (t * ((-0.5) + (t * (0.5 + (t * (-0.16666666666666666))))))) + ((v - b) * slope_y_5));
  const gx_6 = (gx_5 + (((c_5 * slope_x_2) * up_5) / p[4]));
  const gy_6 = (gy_5 + (((c_5 * along_2) * slope_y_5) / p[5]));
  const c_6 = p[(first + Math.trunc(((1 * (p[0] + 2)) + 1)))];
  const slope_y_6 = (0.0 + (t * ((2 * (-1.0)) + ((t * 3) * 0.5))));
  const up_6 = ((0.6666666666666666 + (t * (0.0 + (t * ((-1.0) + (t * 0.5)))))) + ((v - b) * slope_y_6));
  const gx_7 = (gx_6 + (((c_6 * slope_x_2) * up_6) / p[4]));
  const gy_7 = (gy_6 + (((c_6 * along_2) * slope_y_6) / p[5]));
  const c_7 = p[(first + Math.trunc(((2 * (p[0] + 2)) + 1)))];
  const slope_y_7 = (0.5 + (t * ((2 * 0.5) + ((t * 3) * (-0.5)))));
  const up_7 = ((0.16666666666666666 + (t * (0.5 + (t * (0.5 + (t * (-0.5))))))) + ((v - b) * slope_y_7));
  const gx_8 = (gx_7 + (((c_7 * slope_x_2) * up_7) / p[4]));
  const gy_8 = (gy_7 + (((c_7 * along_2) * slope_y_7) / p[5]));
  const c_8 = p[(first + Math.trunc(((3 * (p[0] + 2)) + 1)))];
  const slope_y_8 = (0.0 + (t * ((2 * 0.0) + ((t * 3) * 0.16666666666666666))));
  const up_8 = ((0.0 + (t * (0.0 + (t * (0.0 + (t * 0.16666666666666666)))))) + ((v - b) * slope_y_8));
  const gx_9 = (gx_8 + (((c_8 * slope_x_2) * up_8) / p[4]));
  const gy_9 = (gy_8 + (((c_8 * along_2) * slope_y_8) / p[5]));
  const slope_x_3 = (0.5 + (s * ((2 * 0.5) + ((s * 3) * (-0.5)))));
  const along_3 = ((0.16666666666666666 + (s * (0.5 + (s * (0.5 + (s * (-0.5))))))) + ((u - a) * slope_x_3));
  const c_9 = p[(first + Math.trunc(((0 * (p[0] + 2)) + 2)))];
  const slope_y_9 = ((-0.5) + (t * ((2 * 0.5) + ((t * 3) * (-0.16666666666666666)))));
  const up_9 = ((0.16666666666666666 + (t * ((-0.5) + (t * (0.5 + (t * (-0.16666666666666666))))))) + ((v - b) * slope_y_9));
  const gx_10 = (gx_9 + (((c_9 * slope_x_3) * up_9) / p[4]));
  const gy_10 = (gy_9 + (((c_9 * along_3) * slope_y_9) / p[5]));
  const c_10 = p[(first + Math.trunc(((1 * (p[0] + 2)) + 2)))];
  const slope_y_10 = (0.0 + (t * ((2 * (-1.0)) + ((t * 3) * 0.5))));
  const up_10 = ((0.6666666666666666 + (t * (0.0 + (t * ((-1.0) + (t * 0.5)))))) + ((v - b) * slope_y_10));
  const gx_11 = (gx_10 + (((c_10 * slope_x_3) * up_10) / p[4]));
  const gy_11 = (gy_10 + (((c_10 * along_3) * slope_y_10) / p[5]));
  const c_11 = p[(first + Math.trunc(((2 * (p[0] + 2)) + 2)))];
  const slope_y_11 = (0.5 + (t * ((2 * 0.5) + ((t * 3) * (-0.5)))));
  const up_11 = ((0.16666666666666666 + (t * (0.5 + (t * (0.5 + (t * (-0.5))))))) + ((v - b) * slope_y_11));
  const gx_12 = (gx_11 + (((c_11 * slope_x_3) * up_11) / p[4]));
  const gy_12 = (gy_11 + (((c_11 * along_3) * slope_y_11) / p[5]));
  const c_12 = p[(first + Math.trunc(((3 * (p[0] + 2)) + 2)))];
  const slope_y_12 = (0.0 + (t * ((2 * 0.0) + ((t * 3) * 0.16666666666666666))));
  const up_12 = ((0.0 + (t * (0.0 + (t * (0.0 + (t * 0.16666666666666666)))))) + ((v - b) * slope_y_12));
  const gx_13 = (gx_12 + (((c_12 * slope_x_3) * up_12) / p[4]));
  const gy_13 = (gy_12 + (((c_12 * along_3) * slope_y_12) / p[5]));
  const slope_x_4 = (0.0 + (s * ((2 * 0.0) + ((s * 3) * 0.16666666666666666))));
  const along_4 = ((0.0 + (s * (0.0 + (s * (0.0 + (s * 0.16666666666666666)))))) + ((u - a) * slope_x_4));
  const c_13 = p[(first + Math.trunc(((0 * (p[0] + 2)) + 3)))];
  const slope_y_13 = ((-0.5) + (t * ((2 * 0.5) + ((t * 3) * (-0.16666666666666666)))));
  const up_13 = ((0.16666666666666666 + (t * ((-0.5) + (t * (0.5 + (t * (-0.16666666666666666))))))) + ((v - b) * slope_y_13));
  const gx_14 = (gx_13 + (((c_13 * slope_x_4) * up_13) / p[4]));
  const gy_14 = (gy_13 + (((c_13 * along_4) * slope_y_13) / p[5]));
  const c_14 = p[(first + Math.trunc(((1 * (p[0] + 2)) + 3)))];
  const slope_y_14 = (0.0 + (t * ((2 * (-1.0)) + ((t * 3) * 0.5))));
  const up_14 = ((0.6666666666666666 + (t * (0.0 + (t * ((-1.0) + (t * 0.5)))))) + ((v - b) * slope_y_14));
  const gx_15 = (gx_14 + (((c_14 * slope_x_4) * up_14) / p[4]));
  const gy_15 = (gy_14 + (((c_14 * along_4) * slope_y_14) / p[5]));
  const c_15 = p[(first + Math.trunc(((2 * (p[0] + 2)) + 3)))];
  const slope_y_15 = (0.5 + (t * ((2 * 0.5) + ((t * 3) * (-0.5)))));
  const up_15 = ((0.16666666666666666 + (t * (0.5 + (t * (0.5 + (t * (-0.5))))))) + ((v - b) * slope_y_15));
  const gx_16 = (gx_15 + (((c_15 * slope_x_4) * up_15) / p[4]));
  const gy_16 = (gy_15 + (((c_15 * along_4) * slope_y_15) / p[5]));
  const c_16 = p[(first + Math.trunc(((3 * (p[0] + 2)) + 3)))];
  const slope_y_16 = (0.0 + (t * ((2 * 0.0) + ((t * 3) * 0.16666666666666666))));
  const up_16 = ((0.0 + (t * (0.0 + (t * (0.0 + (t * 0.16666666666666666)))))) + ((v - b) * slope_y_16));
  const gx_17 = (gx_16 + (((c_16 * slope_x_4) * up_16) / p[4]));
  const gy_17 = (gy_16 + (((c_16 * along_4) * slope_y_16) / p[5]));
  return [gx_17, gy_17];
},
"hess": (x, y, p) => {
  const u = ((x - p[2]) / p[4]);
  const v = ((y - p[3]) / p[5]);
  const a = minimum(maximum(u, 0.0), (p[0] - 1));
  const b = minimum(maximum(v, 0.0), (p[1] - 1));
  const i = minimum(Math.floor(a), (p[0] - 2));
  const j = minimum(Math.floor(b), (p[1] - 2));
  const s = (a - i);
  const t = (b - j);
  const first = Math.trunc(((6 + (j * (p[0] + 2))) + i));
  const inside_x = (1.0 * (u === a));
  const inside_y = (1.0 * (v === b));
  const xx = (0.0 * x);
  const xy = (0.0 * x);
  const yy = (0.0 * y);
  const slope_x = ((-0.5) + (s * ((2 * 0.5) + ((s * 3) * (-0.16666666666666666)))));
  const along = ((0.16666666666666666 + (s * ((-0.5) + (s * (0.5 + (s * (-0.16666666666666666))))))) + ((u - a) * slope_x));
  const c = p[(first + Math.trunc(((0 * (p[0] + 2)) + 0)))];
  const slope_y = ((-0.5) + (t * ((2 * 0.5) + ((t * 3) * (-0.16666666666666666)))));
  const up = ((0.16666666666666666 + (t * ((-0.5) + (t * (0.5 + (t * (-0.16666666666666666))))))) + ((v - b) * slope_y));
  const xx_2 = (xx + ((((c * inside_x) * ((2 * 0.5) + ((s * 6) * (-0.16666666666666666)))) * up) / (p[4] * p[4])));
  const yy_2 = (yy + ((((c * inside_y) * along) * ((2 * 0.5) + ((t * 6) * (-0.16666666666666666)))) / (p[5] * p[5])));
  const xy_2 = (xy + (((c * slope_x) * slope_y) / (p[4] * p[5])));
  const c_2 = p[(first + Math.trunc(((1 * (p[0] + 2)) + 0)))];
  const slope_y_2 = (0.0 + (t * ((2 * (-1.0)) + ((t * 3) * 0.5))));
  const up_2 = ((0.6666666666666666 + (t * (0.0 + (t * ((-1.0) + (t * 0.5)))))) + ((v - b) * slope_y_2));
  const xx_3 = (xx_2 + ((((c_2 * inside_x) * ((2 * 0.5) + ((s * 6) * (-0.16666666666666666)))) * up_2) / (p[4] * p[4])));
  const yy_3 = (yy_2 + ((((c_2 * inside_y) * along) * ((2 * (-1.0)) + ((t * 6) * 0.5))) / (p[5] * p[5])));
  const xy_3 = (xy_2 + (((c_2 * slope_x) * slope_y_2) / (p[4] * p[5])));
  const c_3 = p[(first + Math.trunc(((2 * (p[0] + 2)) + 0)))];
  const slope_y_3 = (0.5 + (t * ((2 * 0.5) + ((t * 3) * (-0.5)))));
  const up_3 = ((0.16666666666666666 + (t * (0.5 + (t * (0.5 + (t * (-0.5))))))) + ((v - b) * slope_y_3));
  const xx_4 = (xx_3 + ((((c_3 * inside_x) * ((2 * 0.5) + ((s * 6) * (-0.16666666666666666)))) * up_3) / (p[4] * p[4])));
  const yy_4 = (yy_3 + ((((c_3 * inside_y) * along) * ((2 * 0.5) + ((t * 6) * (-0.5)))) / (p[5] * p[5])));
  const xy_4 = (xy_3 + (((c_3 * slope_x) * slope_y_3) / (p[4] * p[5])));
  const c_4 = p[(first + Math.trunc(((3 * (p[0] + 2)) + 0)))];
  const slope_y_4 = (0.0 + (t * ((2 * 0.0) + ((t * 3) * 0.16666666666666666))));
  const up_4 = ((0.0 + (t * (0.0 + (t * (0.0 + (t * 0.16666666666666666)))))) + ((v - b) * slope_y_4));
  const xx_5 = (xx_4 + ((((c_4 * inside_x) * ((2 * 0.5) + ((s * 6) * (-0.16666666666666666)))) * up_4) / (p[4] * p[4])));
  const yy_5 = (yy_4 + ((((c_4 * inside_y) * along) * ((2 * 0.0) + ((t * 6) * 0.16666666666666666))) / (p[5] * p[5])));
  const xy_5 = (xy_4 + (((c_4 * slope_x) * slope_y_4) / (p[4] * p[5])));
  const slope_x_2 = (0.0 + (s * ((2 * (-1.0)) + ((s * 3) * 0.5))));
  const along_2 = ((0.6666666666666666 + (s * (0.0 + (s * ((-1.0) + (s * 0.5)))))) + ((u - a) * slope_x_2));
  const c_5 = p[(first + Math.trunc(((0 * (p[0] + 2)) + 1)))];
  const slope_y_5 = ((-0.5) + (t * ((2 * 0.5) + ((t * 3) * (-0.16666666666666666)))));
  const up_5 = ((0.16666666666666666 + (t * ((-0.5) + (t * (0.5 + (t * (-0.16666666666666666))))))) + ((v - b) * slope_y_5));
  const xx_6 = (xx_5 + ((((c_5 * inside_x) * ((2 * (-1.0)) + ((s * 6) * 0.5))) * up_5) / (p[4] * p[4])));
  const yy_6 = (yy_5 + ((((c_5 * inside_y) * along_2) * ((2 * 0.5) + ((t * 6) * (-0.16666666666666666)))) / (p[5] * p[5])));
  const xy_6 = (xy_5 + (((c_5 * slope_x_2) * slope_y_5) / (p[4] * p[5])));
  const c_6 = p[(first + Math.trunc(((1 * (p[0] + 2)) + 1)))];
  const slope_y_6 = (0.0 + (t * ((2 * (-1.0)) + ((t * 3) * 0.5))));
  const up_6 = ((0.6666666666666666 + (t * (0.0 + (t * ((-1.0) + (t * 0.5)))))) + ((v - b) * slope_y_6));
  const xx_7 = (xx_6 + ((((c_6 * inside_x) * ((2 * (-1.0)) + ((s * 6) * 0.5))) * up_6) / (p[4] * p[4])));
  const yy_7 = (yy_6 + ((((c_6 * inside_y) * along_2) * ((2 * (-1.0)) + ((t * 6) * 0.5))) / (p[5] * p[5])));
  const xy_7 = (xy_6 + (((c_6 * slope_x_2) * slope_y_6) / (p[4] * p[5])));
  const c_7 = p[(first + Math.trunc(((2 * (p[0] + 2)) + 1)))];
  const slope_y_7 = (0.5 + (t * ((2 * 0.5) + ((t * 3) * (-0.5)))));
  const up_7 = ((0.16666666666666666 + (t * (0.5 + (t * (0.5 + (t * (-0.5))))))) + ((v - b) * slope_y_7));
  const xx_8 = (xx_7 + ((((c_7 * inside_x) * ((2 * (-1.0)) + ((s * 6) * 0.5))) * up_7) / (p[4] * p[4])));
  const yy_8 = (yy_7 + ((((c_7 * inside_y) * along_2) * ((2 * 0.5) + ((t * 6) * (-0.5)))) / (p[5] * p[5])));
  const xy_8 = (xy_7 + (((c_7 * slope_x_2) * slope_y_7) / (p[4] * p[5])));
  const c_8 = p[(first + Math.trunc(((3 * (p[0] + 2)) + 1)))];
  const slope_y_8 = (0.0 + (t * ((2 * 0.0) + ((t * 3) * 0.16666666666666666))));
  const up_8 = ((0.0 + (t * (0.0 + (t * (0.0 + (t * 0.16666666666666666)))))) + ((v - b) * slope_y_8));
  const xx_9 = (xx_8 + ((((c_8 * inside_x) * ((2 * (-1.0)) + ((s * 6) * 0.5))) * up_8) / (p[4] * p[4])));
  const yy_9 = (yy_8 + ((((c_8 * inside_y) * along_2) * ((2 * 0.0) + ((t * 6) * 0.16666666666666666))) / (p[5] * p[5])));
  const xy_9 = (xy_8 + (((c_8 * slope_x_2) * slope_y_8) / (p[4] * p[5])));
  const slope_x_3 = (0.5 + (s * ((2 * 0.5) + ((s * 3) * (-0.5)))));
  const along_3 = ((0.16666666666666666 + (s * (0.5 + (s * (0.5 + (s * (-0.5))))))) + ((u - a) * slope_x_3));
  const c_9 = p[(first + Math.trunc(((0 * (p[0] + 2)) + 2)))];
  const slope_y_9 = ((-0.5) + (t * ((2 * 0.5) + ((t * 3) * (-0.16666666666666666)))));
  const up_9 = ((0.16666666666666666 + (t * ((-0.5) + (t * (0.5 + (t * (-0.16666666666666666))))))) + ((v - b) * slope_y_9));
  const xx_10 = (xx_9 + ((((c_9 * inside_x) * ((2 * 0.5) + ((s * 6) * (-0.5)))) * up_9) / (p[4] * p[4])));
  const yy_10 = (yy_9 + ((((c_9 * inside_y) * along_3) * ((2 * 0.5) + ((t * 6) * (-0.16666666666666666)))) / (p[5] * p[5])));
  const xy_10 = (xy_9 + (((c_9 * slope_x_3) * slope_y_9) / (p[4] * p[5])));
  const c_10 = p[(first + Math.trunc(((1 * (p[0] + 2)) + 2)))];
  const slope_y_10 = (0.0 + (t * ((2 * (-1.0)) + ((t * 3) * 0.5))));
  const up_10 = ((0.6666666666666666 + (t * (0.0 + (t * ((-1.0) + (t * 0.5)))))) + ((v - b) * slope_y_10));
  const xx_11 = (xx_10 + ((((c_10 * inside_x) * ((2 * 0.5) + ((s * 6) * (-0.5)))) * up_10) / (p[4] * p[4])));
  const yy_11 = (yy_10 + ((((c_10 * inside_y) * along_3) * ((2 * (-1.0)) + ((t * 6) * 0.5))) / (p[5] * p[5])));
  const xy_11 = (xy_10 + (((c_10 * slope_x_3) * slope_y_10) / (p[4] * p[5])));
  const c_11 = p[(first + Math.trunc(((2 * (p[0] + 2)) + 2)))];
  const slope_y_11 = (0.5 + (t * ((2 * 0.5) + ((t * 3) * (-0.5)))));
  const up_11 = ((0.16666666666666666 + (t * (0.5 + (t * (0.5 + (t * (-0.5))))))) + ((v - b) * slope_y_11));
  const xx_12 = (xx_11 + ((((c_11 * inside_x) * ((2 * 0.5) + ((s * 6) * (-0.5)))) * up_11) / (p[4] * p[4])));
  const yy_12 = (yy_11 + ((((c_11 * inside_y) * along_3) * ((2 * 0.5) + ((t * 6) * (-0.5)))) / (p[5] * p[5])));
  const xy_12 = (xy_11 + (((c_11 * slope_x_3) * slope_y_11) / (p[4] * p[5])));
  const c_12 = p[(first + Math.trunc(((3 * (p[0] + 2)) + 2)))];
  const slope_y_12 = (0.0 + (t * ((2 * 0.0) + ((t * 3) * 0.16666666666666666))));
  const up_12 = ((0.0 + (t * (0.0 + (t * (0.0 + (t * 0.16666666666666666)))))) + ((v - b) * slope_y_12));
  const xx_13 = (xx_12 + ((((c_12 * inside_x) * ((2 * 0.5) + ((s * 6) * (-0.5)))) * up_12) / (p[4] * p[4])));
  const yy_13 = (yy_12 + ((((c_12 * inside_y) * along_3) * ((2 * 0.0) + ((t * 6) * 0.16666666666666666))) / (p[5] * p[5])));
  const xy_13 = (xy_12 + (((c_12 * slope_x_3) * slope_y_12) / (p[4] * p[5])));
  const slope_x_4 = (0.0 + (s * ((2 * 0.0) + ((s * 3) * 0.16666666666666666))));
  const along_4 = ((0.0 + (s * (0.0 + (s * (0.0 + (s * 0.16666666666666666)))))) + ((u - a) * slope_x_4));
  const c_13 = p[(first + Math.trunc(((0 * (p[0] + 2)) + 3)))];
  const slope_y_13 = ((-0.5) + (t * ((2 * 0.5) + ((t * 3) * (-0.16666666666666666)))));
  const up_13 = ((0.16666666666666666 + (t * ((-0.5) + (t * (0.5 + (t * (-0.16666666666666666))))))) + ((v - b) * slope_y_13));
  const xx_14 = (xx_13 + ((((c_13 * inside_x) * ((2 * 0.0) + ((s * 6) * 0.16666666666666666))) * up_13) / (p[4] * p[4])));
  const yy_14 = (yy_13 + ((((c_13 * inside_y) * along_4) * ((2 * 0.5) + ((t * 6) * (-0.16666666666666666)))) / (p[5] * p[5])));
  const xy_14 = (xy_13 + (((c_13 * slope_x_4) * slope_y_13) / (p[4] * p[5])));
  const c_14 = p[(first + Math.trunc(((1 * (p[0] + 2)) + 3)))];
  const slope_y_14 = (0.0 + (t * ((2 * (-1.0)) + ((t * 3) * 0.5))));
  const up_14 = ((0.6666666666666666 + (t * (0.0 + (t * ((-1.0) + (t * 0.5)))))) + ((v - b) * slope_y_14));
  const xx_15 = (xx_14 + ((((c_14 * inside_x) * ((2 * 0.0) + ((s * 6) * 0.16666666666666666))) * up_14) / (p[4] * p[4])));
  const yy_15 = (yy_14 + ((((c_14 * inside_y) * along_4) * ((2 * (-1.0)) + ((t * 6) * 0.5))) / (p[5] * p[5])));
  const xy_15 = (xy_14 + (((c_14 * slope_x_4) * slope_y_14) / (p[4] * p[5])));
  const c_15 = p[(first + Math.trunc(((2 * (p[0] + 2)) + 3)))];
  const slope_y_15 = (0.5 + (t * ((2 * 0.5) + ((t * 3) * (-0.5)))));
  const up_15 = ((0.16666666666666666 + (t * (0.5 + (t * (0.5 + (t * (-0.5))))))) + ((v - b) * slope_y_15));
  const xx_16 = (xx_15 + ((((c_15 * inside_x) * ((2 * 0.0) + ((s * 6) * 0.16666666666666666))) * up_15) / (p[4] * p[4])));
  const yy_16 = (yy_15 + ((((c_15 * inside_y) * along_4) * ((2 * 0.5) + ((t * 6) * (-0.5)))) / (p[5] * p[5])));
  const xy_16 = (xy_15 + (((c_15 * slope_x_4) * slope_y_15) / (p[4] * p[5])));
  const c_16 = p[(first + Math.trunc(((3 * (p[0] + 2)) + 3)))];
  const slope_y_16 = (0.0 + (t * ((2 * 0.0) + ((t * 3) * 0.16666666666666666))));
  const up_16 = ((0.0 + (t * (0.0 + (t * (0.0 + (t * 0.16666666666666666)))))) + ((v - b) * slope_y_16));
  const xx_17 = (xx_16 + ((((c_16 * inside_x) * ((2 * 0.0) + ((s * 6) * 0.16666666666666666))) * up_16) / (p[4] * p[4])));
  const yy_17 = (yy_16 + ((((c_16 * inside_y) * along_4) * ((2 * 0.0) + ((t * 6) * 0.16666666666666666))) / (p[5] * p[5])));
  const xy_17 = (xy_16 + (((c_16 * slope_x_4) * slope_y_16) / (p[4] * p[5])));
  return [xx_17, xy_17, yy_17];
},
};

export const OPTIMIZER_CODE = {
"sgd": {"title": "SGD", "hyper": {"lr": 0.01}, "choices": {}, "limits": {"lr": [1e-12, 1000000.0, true]}, "variables": [], "takesSign": false},
"heavy-ball": {"title": "Heavy ball", "hyper": {"lr": 0.01, "momentum": 0.9}, "choices": {}, "limits": {"lr": [1e-12, 1000000.0, true], "momentum": [0.0, 1.0, false]}, "variables": ["m"], "takesSign": false},
"adagrad": {"title": "AdaGrad", "hyper": {"lr": 0.01, "epsilon": 1e-10, "epsilon_placement": "outside"}, "choices": {"epsilon_placement": ["outside", "inside"]}, "limits": {"lr": [1e-12, 1000000.0, true], "epsilon": [0.0, 1000.0, true]}, "variables": ["v"], "takesSign": false},
"rmsprop": {"title": "RMSProp", "hyper": {"lr": 0.001, "beta2": 0.9, "epsilon": 1e-08, "bias_correction": "none", "epsilon_placement": "outside"}, "choices": {"bias_correction": ["standard", "none", "gradient-init"], "epsilon_placement": ["outside", "inside"]}, "limits": {"lr": [1e-12, 1000000.0, true], "beta2": [0.0, 1.0, false], "epsilon": [0.0, 1000.0, true]}, "variables": ["v"], "takesSign": false},
"adam": {"title": "Adam", "hyper": {"lr": 0.001, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-08, "bias_correction": "standard", "epsilon_placement": "outside", "denominator": "root"}, "choices": {"bias_correction": ["standard", "none", "gradient-init"], "epsilon_placement": ["outside", "inside"], "denominator": ["root", "v"]}, "limits": {"lr": [1e-12, 1000000.0, true], "beta1": [0.0, 1.0, false], "beta2": [0.0, 1.0, false], "epsilon": [0.0, 1000.0, true]}, "variables": ["m", "v"], "takesSign": false},
"amsgrad": {"title": "AMSGrad", "hyper": {"lr": 0.001, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-08, "bias_correction": "none", "maximum": "after", "epsilon_placement": "outside"}, "choices": {"bias_correction": ["standard", "none", "gradient-init"], "maximum": ["before", "after"], "epsilon_placement": ["outside", "inside"]}, "limits": {"lr": [1e-12, 1000000.0, true], "beta1": [0.0, 1.0, false], "beta2": [0.0, 1.0, false], "epsilon": [0.0, 1000.0, true]}, "variables": ["m", "v", "largest"], "takesSign": false},
"nesterov": {"title": "Nesterov", "hyper": {"lr": 0.01, "momentum": 0.9}, "choices": {}, "limits": {"lr": [1e-12, 1000000.0, true], "momentum": [0.0, 1.0, false]}, "variables": ["m"], "takesSign": false},
"nadam": {"title": "NAdam", "hyper": {"lr": 0.002, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-08, "bias_correction": "standard", "epsilon_placement": "outside"}, "choices": {"bias_correction": ["standard", "none", "gradient-init"], "epsilon_placement": ["outside", "inside"]}, "limits": {"lr": [1e-12, 1000000.0, true], "beta1": [0.0, 1.0, false], "beta2": [0.0, 1.0, false], "epsilon": [0.0, 1000.0, true]}, "variables": ["m", "v"], "takesSign": false},
"adabelief": {"title": "AdaBelief", "hyper": {"lr": 0.001, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-16, "bias_correction": "standard"}, "choices": {"bias_correction": ["standard", "none", "gradient-init"]}, "limits": {"lr": [1e-12, 1000000.0, true], "beta1": [0.0, 1.0, false], "beta2": [0.0, 1.0, false], "epsilon": [0.0, 1000.0, true]}, "variables": ["m", "v"], "takesSign": false},
"lion": {"title": "Lion", "hyper": {"lr": 0.0001, "beta1": 0.9, "beta2": 0.99}, "choices": {}, "limits": {"lr": [1e-12, 1000000.0, true], "beta1": [0.0, 1.0, false], "beta2": [0.0, 1.0, false]}, "variables": ["m"], "takesSign": true},
"adafix": {"title": "AdaFix", "hyper": {"lr": 0.001, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-08, "bias_correction": "standard", "epsilon_placement": "outside", "denominator": "root", "gate": "absolute", "initial_smoothness": 0.0}, "choices": {"bias_correction": ["standard", "none", "gradient-init"], "epsilon_placement": ["outside", "inside"], "denominator": ["root", "v"], "gate": ["absolute", "signed"]}, "limits": {"lr": [1e-12, 1000000.0, true], "beta1": [0.0, 1.0, false], "beta2": [0.0, 1.0, false], "epsilon": [0.0, 1000.0, true], "initial_smoothness": [0.0, 1000000.0, true]}, "variables": ["m", "v"], "takesSign": false},
"adamal": {"title": "AdamAL", "hyper": {"lr": 0.001, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-08, "bias_correction": "none", "second_decay": "beta2", "epsilon_placement": "outside"}, "choices": {"bias_correction": ["standard", "none", "gradient-init"], "second_decay": ["beta2", "beta1"], "epsilon_placement": ["outside", "inside"]}, "limits": {"lr": [1e-12, 1000000.0, true], "beta1": [0.0, 1.0, false], "beta2": [0.0, 1.0, false], "epsilon": [0.0, 1000.0, true]}, "variables": ["m", "v"], "takesSign": false},
"adamw": {"title": "AdamW", "hyper": {"lr": 0.001, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-08, "weight_decay": 0.01, "bias_correction": "standard", "epsilon_placement": "outside"}, "choices": {"bias_correction": ["standard", "none", "gradient-init"], "epsilon_placement": ["outside", "inside"]}, "limits": {"lr": [1e-12, 1000000.0, true], "beta1": [0.0, 1.0, false], "beta2": [0.0, 1.0, false], "epsilon": [0.0, 1000.0, true], "weight_decay": [0.0, 10.0, true]}, "variables": ["m", "v"], "takesSign": false},
"adadelta": {"title": "AdaDelta", "hyper": {"lr": 1.0, "beta2": 0.95, "epsilon": 1e-06, "bias_correction": "none"}, "choices": {"bias_correction": ["standard", "none", "gradient-init"]}, "limits": {"lr": [1e-12, 1000000.0, true], "beta2": [0.0, 1.0, false], "epsilon": [0.0, 1000.0, true]}, "variables": ["v", "u"], "takesSign": false},
"adabound": {"title": "AdaBound", "hyper": {"lr": 0.001, "beta1": 0.9, "beta2": 0.999, "final_lr": 0.1, "gamma": 0.001, "epsilon": 1e-08, "bias_correction": "standard", "epsilon_placement": "outside"}, "choices": {"bias_correction": ["standard", "none", "gradient-init"], "epsilon_placement": ["outside", "inside"]}, "limits": {"lr": [1e-12, 1000000.0, true], "beta1": [0.0, 1.0, false], "beta2": [0.0, 1.0, false], "final_lr": [1e-12, 1000000.0, true], "gamma": [1e-12, 1000.0, true], "epsilon": [0.0, 1000.0, true]}, "variables": ["m", "v"], "takesSign": false},
"adashift": {"title": "AdaShift", "hyper": {"lr": 0.001, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-08, "bias_correction": "standard", "epsilon_placement": "outside"}, "choices": {"bias_correction": ["standard", "none", "gradient-init"], "epsilon_placement": ["outside", "inside"]}, "limits": {"lr": [1e-12, 1000000.0, true], "beta1": [0.0, 1.0, false], "beta2": [0.0, 1.0, false], "epsilon": [0.0, 1000.0, true]}, "variables": ["m", "v", "w", "g1", "g2", "g3", "g4", "g5", "g6", "g7", "g8", "g9", "g10"], "takesSign": false},
};

export const RULES = {
"sgd": (g, state, context, hyper) => {
  return [(context.lr * g), context.lr, state];
},
"heavy-ball": (g, state, context, hyper) => {
  const m = state[0];
  const m_2 = ((hyper.momentum * m) + g);
  return [(context.lr * m_2), context.lr, [m_2]];
},
"adagrad": (g, state, context, hyper) => {
  const v = state[0];
  const v_2 = (v + (g * g));
  const inside = hyper.epsilon_placement;
  const root = (Math.sqrt((v_2 + (inside * hyper.epsilon))) + ((1 - inside) * hyper.epsilon));
  const rate = (context.lr / root);
  return [(rate * g), rate, [v_2]];
},
"rmsprop": (g, state, context, hyper) => {
  const v = state[0];
  const v_2 = ((hyper.beta2 * v) + (((1 - hyper.beta2) * g) * g));
  const inside = hyper.epsilon_placement;
  const root = (Math.sqrt(((v_2 * context.correction2) + (inside * hyper.epsilon))) + ((1 - inside) * hyper.epsilon));
  const rate = (context.lr / root);
  return [(rate * g), rate, [v_2]];
},
"adam": (g, state, context, hyper) => {
  const m = state[0];
  const v = state[1];
  const m_2 = ((hyper.beta1 * m) + ((1 - hyper.beta1) * g));
  const v_2 = ((hyper.beta2 * v) + (((1 - hyper.beta2) * g) * g));
  const inside = hyper.epsilon_placement;
  const corrected = ((v_2 * context.correction2) + (inside * hyper.epsilon));
  const divisor = (((hyper.denominator === 1) ? corrected : Math.sqrt(corrected)) + ((1 - inside) * hyper.epsilon));
  return [(((context.lr * context.correction1) * m_2) / divisor), (context.lr / divisor), [m_2, v_2]];
},
"amsgrad": (g, state, context, hyper) => {
  const m = state[0];
  const v = state[1];
  const largest = state[2];
  const m_2 = ((hyper.beta1 * m) + ((1 - hyper.beta1) * g));
  const v_2 = ((hyper.beta2 * v) + (((1 - hyper.beta2) * g) * g));
  const after = (hyper.maximum === 1);
  const largest_2 = maximum(largest, (v_2 * (after ? context.correction2 : 1.0)));
  const corrected = (largest_2 * (after ? 1.0 : context.correction2));
  const inside = hyper.epsilon_placement;
  const root = (Math.sqrt((corrected + (inside * hyper.epsilon))) + ((1 - inside) * hyper.epsilon));
  return [(((context.lr * context.correction1) * m_2) / root), (context.lr / root), [m_2, v_2, largest_2]];
},
"nesterov": (g, state, context, hyper) => {
  const m = state[0];
  const m_2 = ((hyper.momentum * m) + g);
  return [(context.lr * (g + (hyper.momentum * m_2))), context.lr, [m_2]];
},
"nadam": (g, state, context, hyper) => {
  const m = state[0];
  const v = state[1];
  const m_2 = ((hyper.beta1 * m) + ((1 - hyper.beta1) * g));
  const v_2 = ((hyper.beta2 * v) + (((1 - hyper.beta2) * g) * g));
  const inside = hyper.epsilon_placement;
  const root = (Math.sqrt(((v_2 * context.correction2) + (inside * hyper.epsilon))) + ((1 - inside) * hyper.epsilon));
  const ahead = ((hyper.beta1 * (m_2 * context.next_correction1)) + ((1 - hyper.beta1) * (g * context.correction1)));
  return [((context.lr * ahead) / root), (context.lr / root), [m_2, v_2]];
},
"adabelief": (g, state, context, hyper) => {
  const m = state[0];
  const v = state[1];
  const m_2 = ((hyper.beta1 * m) + ((1 - hyper.beta1) * g));
  const v_2 = (((hyper.beta2 * v) + (((1 - hyper.beta2) * (g - m_2)) * (g - m_2))) + hyper.epsilon);
  const root = (Math.sqrt((v_2 * context.correction2)) + hyper.epsilon);
  return [(((context.lr * context.correction1) * m_2) / root), (context.lr / root), [m_2, v_2]];
},
"lion": (g, state, context, hyper) => {
  const m = state[0];
  const u = ((hyper.beta1 * m) + ((1 - hyper.beta1) * g));
  const m_2 = ((hyper.beta2 * m) + ((1 - hyper.beta2) * g));
  const size = Math.abs(u);
  return [(context.lr * sign(u)), ((size > 0) ? (context.lr / ((size > 0) ? size : 1.0)) : NaN), [m_2]];
},
"adafix": (g, state, context, hyper) => {
  const m = state[0];
  const v = state[1];
  const m_2 = ((hyper.beta1 * m) + ((1 - hyper.beta1) * g));
  const peak = ((hyper.gate === 1) ? context.largest_signed : context.largest_gradient);
  const passes = (peak >= (maximum(context.smoothness, hyper.initial_smoothness) * context.lr));
  const v_2 = (passes ? ((hyper.beta2 * v) + (((1 - hyper.beta2) * g) * g)) : v);
  const inside = hyper.epsilon_placement;
  const corrected = ((v_2 * context.correction2) + (inside * hyper.epsilon));
  const divisor = (((hyper.denominator === 1) ? corrected : Math.sqrt(corrected)) + ((1 - inside) * hyper.epsilon));
  return [(((context.lr * context.correction1) * m_2) / divisor), (context.lr / divisor), [m_2, v_2]];
},
"adamal": (g, state, context, hyper) => {
  const m = state[0];
  const v = state[1];
  const m_2 = ((hyper.beta1 * m) + ((1 - hyper.beta1) * g));
  const first = (hyper.second_decay === 1);
  const v_2 = (v + ((first ? (1 - hyper.beta1) : (1 - hyper.beta2)) * maximum(((g * g) - v), 0.0)));
  const inside = hyper.epsilon_placement;
  const corrected = (v_2 * (first ? context.correction1 : context.correction2));
  const root = (Math.sqrt((corrected + (inside * hyper.epsilon))) + ((1 - inside) * hyper.epsilon));
  return [(((context.lr * context.correction1) * m_2) / root), (context.lr / root), [m_2, v_2]];
},
"adamw": (g, state, context, hyper) => {
  const m = state[0];
  const v = state[1];
  const m_2 = ((hyper.beta1 * m) + ((1 - hyper.beta1) * g));
  const v_2 = ((hyper.beta2 * v) + (((1 - hyper.beta2) * g) * g));
  const inside = hyper.epsilon_placement;
  const root = (Math.sqrt(((v_2 * context.correction2) + (inside * hyper.epsilon))) + ((1 - inside) * hyper.epsilon));
  const step = ((((context.lr * context.correction1) * m_2) / root) + ((context.lr * hyper.weight_decay) * context.position));
  return [step, (context.lr / root), [m_2, v_2]];
},
"adadelta": (g, state, context, hyper) => {
  const v = state[0];
  const u = state[1];
  const v_2 = ((hyper.beta2 * v) + (((1 - hyper.beta2) * g) * g));
  const ratio = Math.sqrt(((u + hyper.epsilon) / ((v_2 * context.correction2) + hyper.epsilon)));
  const step = (ratio * g);
  const u_2 = ((hyper.beta2 * u) + (((1 - hyper.beta2) * step) * step));
  return [(context.lr * step), (context.lr * ratio), [v_2, u_2]];
},
"adabound": (g, state, context, hyper) => {
  const m = state[0];
  const v = state[1];
  const m_2 = ((hyper.beta1 * m) + ((1 - hyper.beta1) * g));
  const v_2 = ((hyper.beta2 * v) + (((1 - hyper.beta2) * g) * g));
  const inside = hyper.epsilon_placement;
  const root = (Math.sqrt(((v_2 * context.correction2) + (inside * hyper.epsilon))) + ((1 - inside) * hyper.epsilon));
  const final = (hyper.final_lr * (context.lr / hyper.lr));
  const age = (hyper.gamma * context.step);
  const lower = (final * (1 - (1 / (age + 1))));
  const upper = (final * (1 + (1 / age)));
  const rate = minimum(maximum(((context.lr * context.correction1) / root), lower), upper);
  return [(rate * m_2), rate, [m_2, v_2]];
},
"adashift": (g, state, context, hyper) => {
  const v = state[1];
  const w = state[2];
  const g1 = state[3];
  const g2 = state[4];
  const g3 = state[5];
  const g4 = state[6];
  const g5 = state[7];
  const g6 = state[8];
  const g7 = state[9];
  const g8 = state[10];
  const g9 = state[11];
  const g10 = state[12];
  const b = hyper.beta1;
  const m = (g + (b * (g1 + (b * (g2 + (b * (g3 + (b * (g4 + (b * (g5 + (b * (g6 + (b * (g7 + (b * (g8 + (b * g9))))))))))))))))));
  const b2 = (b * b);
  const b4 = (b2 * b2);
  const m_2 = (m * ((1 - b) / (1 - ((b4 * b4) * b2))));
  const ready = (context.step > 10);
  const v_2 = (ready ? ((hyper.beta2 * v) + (((1 - hyper.beta2) * g10) * g10)) : v);
  const w_2 = (ready ? ((hyper.beta2 * w) + (1 - hyper.beta2)) : w);
  const corrected = (v_2 / ((hyper.bias_correction === 0) ? maximum(w_2, 1e-30) : 1.0));
  const inside = hyper.epsilon_placement;
  const root = (Math.sqrt((corrected + (inside * hyper.epsilon))) + ((1 - inside) * hyper.epsilon));
  const rate = (ready ? (context.lr / root) : 0.0);
  return [(rate * m_2), rate, [m_2, v_2, w_2, g, g1, g2, g3, g4, g5, g6, g7, g8, g9]];
},
};
